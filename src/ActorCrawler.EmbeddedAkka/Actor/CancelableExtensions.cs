namespace Akka.Actor;

/// <summary>Convenience for <see cref="ICancelable"/>.</summary>
public static class CancelableExtensions
{
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
