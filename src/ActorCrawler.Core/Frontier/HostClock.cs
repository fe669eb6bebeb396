namespace ActorCrawler.Core.Frontier;

/// <summary>
/// The one owner of a host's clock: when the next exchange may start. A slot is reserved before an exchange and released after it,
/// whatever it came to, so that an unknown outcome still costs the delay.
/// </summary>
internal sealed class HostClock
{
    private readonly PolitenessSettings _settings;

    /// <summary>When slots that have been used become free again, in order; empty while no delay is in force.</summary>
    private readonly List<DateTimeOffset> _cooling = [];

    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>A clock of a host that was never contacted.</summary>
    public HostClock(PolitenessSettings settings) => _settings = settings;

    /// <summary>Exchanges under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Smoothed time that the host takes to answer.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>Crawl-delay of its robots.txt.</summary>
    public TimeSpan? CrawlDelay { get; set; }

    /// <summary>An operator's limits; null for the settings' own.</summary>
    public TimeSpan? DelayOverride { get; private set; }

    /// <inheritdoc cref="DelayOverride"/>
    public int? PerHostOverride { get; private set; }

    /// <summary>End of the last exchange.</summary>
    public DateTimeOffset? LastContact { get; private set; }

    /// <summary>The wait in force, from the end of one exchange to the start of the next.</summary>
    public TimeSpan Delay
    {
        get
        {
            var configured = DelayOverride ?? _settings.Delay;
            var latency = configured == TimeSpan.Zero ? TimeSpan.Zero : Latency * _settings.AppliedLatencyFactor;
            if (latency > _settings.MaxLatencyDelay) latency = _settings.MaxLatencyDelay;
            var delay = latency > configured ? latency : configured;
            return CrawlDelay > delay ? CrawlDelay.Value : delay;
        }
    }

    /// <summary>Whether the host waits longer than the settings or an operator alone would have it: what a restart could only know from the disk.</summary>
    public bool IsAsked => StoredWait() > (DelayOverride ?? _settings.Delay);

    /// <summary>Exchanges that may be under way at a time. A host that asks for a Crawl-delay gets one at a time, whatever the settings say.</summary>
    public int Slots => CrawlDelay > TimeSpan.Zero ? 1 : PerHostOverride ?? _settings.PerHost;

    /// <summary>
    /// When the next exchange may start; null while every slot is taken. A time in the past means at once.
    /// </summary>
    public DateTimeOffset? NextStart
    {
        get
        {
            var free = Slots - InFlight;
            if (free <= 0) return null;
            if (_cooling.Count < free) return _notBefore;
            var slot = _cooling[_cooling.Count - free];
            return slot > _notBefore ? slot : _notBefore;
        }
    }

    /// <summary>Takes up a stored clock.</summary>
    /// <param name="record">What was stored.</param>
    /// <param name="now">The time now.</param>
    /// <param name="fullDelay">True when contacts may be missing from the record, or the clock may have been set: the host waits its full delay.</param>
    public void Restore(HostRecord record, DateTimeOffset now, bool fullDelay)
    {
        Failures = record.Failures;
        Latency = record.Latency;
        CrawlDelay = record.CrawlDelay;
        DelayOverride = record.DelayOverride;
        PerHostOverride = record.PerHostOverride;
        LastContact = record.LastContact;
        var wait = TimeSpan.Zero;
        if (record.LastContact is { } last)
        {
            // The wall clock may have been set back or forward since: never wait longer than was asked for, nor take a negative time as waited.
            var asked = record.Wait < TimeSpan.Zero ? TimeSpan.Zero : record.Wait > _settings.MaxWait ? _settings.MaxWait : record.Wait;
            var waited = now > last ? now - last : TimeSpan.Zero;
            wait = asked > waited ? asked - waited : TimeSpan.Zero;
        }

        if (fullDelay && Delay > wait) wait = Delay;
        if (wait > TimeSpan.Zero) _notBefore = now + wait;
    }

    /// <summary>Changes the limits; slots that are cooling wait by the new delay, counted from their last exchange.</summary>
    public void SetLimits(TimeSpan? delay, int? perHost)
    {
        var before = Delay;
        (DelayOverride, PerHostOverride) = (delay, perHost);
        var change = Delay - before;
        for (var i = 0; i < _cooling.Count; i++) _cooling[i] += change;
        if (before <= TimeSpan.Zero && LastContact is { } last && Delay > TimeSpan.Zero) _cooling.Add(last + Delay);
    }

    /// <summary>Takes a slot; to be called only when <see cref="NextStart"/> has come.</summary>
    public void Reserve()
    {
        // The slot that has cooled longest is the one in use now.
        if (_cooling.Count >= Slots - InFlight && _cooling.Count > 0) _cooling.RemoveAt(0);
        InFlight++;
    }

    /// <summary>Gives a slot back after an exchange that was answered.</summary>
    /// <param name="now">The end of the exchange.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Answered(DateTimeOffset now, TimeSpan elapsed)
    {
        Latency = Latency == TimeSpan.Zero ? elapsed : (Latency * 0.7) + (elapsed * 0.3);
        Failures = 0;
        Release(now);
    }

    /// <summary>Gives a slot back after an exchange that says nothing about the host's health.</summary>
    public void Release(DateTimeOffset now)
    {
        if (InFlight == 0) throw new InvalidOperationException("No slot is reserved.");
        InFlight--;
        LastContact = now;
        var delay = Delay;
        if (delay <= TimeSpan.Zero) return;
        var at = now + delay;
        var index = _cooling.Count;
        while (index > 0 && _cooling[index - 1] > at) index--;
        _cooling.Insert(index, at);
        if (_cooling.Count > Slots) _cooling.RemoveAt(0);
    }

    /// <summary>Gives a slot back after a failure of the host: no connection, a time limit, 429 or 503.</summary>
    /// <param name="now">The end of the exchange.</param>
    /// <param name="retryAfter">What the host asked for; null when it did not.</param>
    /// <param name="jitter">A number in [0, 1) that spreads the back-off of many hosts.</param>
    /// <returns>The wait now in force for the whole host.</returns>
    public TimeSpan Failed(DateTimeOffset now, TimeSpan? retryAfter, double jitter)
    {
        Failures++;
        Release(now);
        var backoff = Backoff.Wait(_settings.BackoffBase, _settings.BackoffMax, Failures, jitter);
        var wait = retryAfter > backoff ? retryAfter.Value : backoff;
        HoldUntil(now + wait);
        return wait;
    }

    /// <summary>Lets nothing start before that time.</summary>
    public void HoldUntil(DateTimeOffset time)
    {
        if (time > _notBefore) _notBefore = time;
    }

    /// <summary>The wait to store: from <see cref="LastContact"/> to the earliest next start.</summary>
    public TimeSpan StoredWait()
    {
        if (LastContact is not { } last) return TimeSpan.Zero;
        var held = _notBefore > last ? _notBefore - last : TimeSpan.Zero;
        return held > Delay ? held : Delay;
    }
}
