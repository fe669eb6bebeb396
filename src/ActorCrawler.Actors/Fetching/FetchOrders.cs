using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Fetching;

/// <summary>Turns leases into orders: what is wanted of each kind of exchange, and how much of it.</summary>
internal sealed class FetchOrders(CrawlSettings settings)
{
    /// <summary>The order for a lease.</summary>
    public FetchOrder For(Lease lease) => new()
    {
        Url = lease.Url,
        LeaseId = lease.Id,
        Fence = lease.Fence,
        Hop = lease.Visit?.Hops ?? 0,
        Addresses = settings.Orders.Addresses,
        Purpose = lease.Purpose switch
        {
            LeasePurpose.Page => FetchPurpose.Page,
            LeasePurpose.Sitemap => FetchPurpose.Sitemap,
            LeasePurpose.Robots => FetchPurpose.Robots,
            _ => throw new InvalidOperationException($"Unknown purpose {lease.Purpose}."),
        },
        WantedTypes = lease.Purpose == LeasePurpose.Page ? settings.Orders.WantedTypes : [],
        MaxBodyBytes = lease.Purpose switch
        {
            LeasePurpose.Robots => settings.Politeness.RobotsMaxBytes,
            LeasePurpose.Sitemap => settings.Sitemaps.MaxBytes,
            _ => settings.Orders.MaxBodyBytes,
        },
    };
}
