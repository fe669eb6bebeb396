namespace Akka.Dispatch;

/// <param name="Capacity">How many messages may wait; 0 for any number.</param>
/// <param name="PushTimeout">How long a sender waits for room in a full mailbox before its message becomes a dead letter.</param>
/// <param name="StashCapacity">How many messages may be stashed; below 1 for any number.</param>
internal sealed record MailboxSettings(int Capacity, TimeSpan PushTimeout, int StashCapacity);
