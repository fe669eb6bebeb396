using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Names;

/// <summary>
/// The system's resolver. It blocks its thread for as long as it likes, so it gets threads of its own, as many as the settings allow, started
/// when all others are busy. A look-up that its caller has given up goes on until the system ends it.
/// </summary>
internal sealed class SystemSource(int maxThreads, bool ipv4, bool ipv6) : INameSource, IDisposable
{
    private readonly BlockingCollection<Order> _orders = [];
    private readonly Lock _lock = new();
    private int _threads;
    private int _unfinished;

    public Task<NameAnswer> AskAsync(string host, CancellationToken cancellationToken)
    {
        var order = new Order(host, new TaskCompletionSource<NameAnswer>(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        lock (_lock)
        {
            _unfinished++;
            if (_threads < maxThreads && _unfinished > _threads)
            {
                _threads++;
                new Thread(Work, 256 * 1024) { IsBackground = true, Name = "resolver" }.Start();
            }
        }
        _orders.Add(order, CancellationToken.None);
        return order.Done.Task;
    }

    public void Dispose() => _orders.CompleteAdding();

    private void Work()
    {
        foreach (var order in _orders.GetConsumingEnumerable())
        {
            if (order.Cancelled.IsCancellationRequested)
                order.Done.SetCanceled(order.Cancelled);
            else
                order.Done.SetResult(Ask(order.Host));
            lock (_lock)
                _unfinished--;
        }
    }

    private NameAnswer Ask(string host)
    {
        try
        {
            var found = Dns.GetHostAddresses(host, ipv4 && ipv6 ? AddressFamily.Unspecified : ipv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
            return new NameAnswer(found.Length == 0 ? new HostLookup.Missing($"{host} has no address") : new HostLookup.Found([.. found]), null);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new NameAnswer(new HostLookup.Missing($"no such name: {host}"), null);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return new NameAnswer(new HostLookup.Failed(e.Message), null);
        }
    }

    private readonly record struct Order(string Host, TaskCompletionSource<NameAnswer> Done, CancellationToken Cancelled);
}
