using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Remote;

/// <summary>Turns messages into frames and frames into messages.</summary>
internal sealed class RemoteCourier(ActorSystemImpl system, RemoteTransport transport)
{
    private readonly ILoggingAdapter _log = Logging.GetLogger(system, typeof(RemoteCourier));

    /// <summary>Sends a message, or makes it a dead letter.</summary>
    public void Send(RemoteActorRef recipient, Association association, object message, IActorRef? sender)
    {
        try
        {
            var frame = Frame(recipient, message, sender);
            if (frame.Payload.Count > transport.Settings.MaximumFrameSize)
            {
                _log.Error(
                    "A {0} of {1} bytes to [{2}] is dropped: akka.remote.dot-netty.tcp.maximum-frame-size is {3}",
                    message.GetType().Name,
                    frame.Payload.Count,
                    recipient,
                    transport.Settings.MaximumFrameSize);
            }
            else if (association.Send(frame, urgent: message is Cluster.ClusterProtocol))
            {
                return;
            }

            frame.Release();
        }
        catch (Exception e)
        {
            _log.Error(e, "A {0} to [{1}] is dropped, it cannot be serialized: {2}", message.GetType().Name, recipient, e.Message);
        }

        recipient.Provider.PublishDeadLetter(message, sender, recipient);
    }

    public static void SendSystem(SystemFrame kind, InternalActorRef recipient, IActorRef? sender, Association association) =>
        association.Send(new OutboundFrame(FrameKind.System, recipient, sender, 0, "", new[] { (byte)kind }), urgent: false);

    public static void SendHeartbeat(Association association, bool wantsReply) =>
        association.Send(new OutboundFrame(FrameKind.Heartbeat, null, null, 0, "", new[] { wantsReply ? (byte)1 : (byte)0 }), urgent: true);

    public IActorRef Resolve(string path) => system.Provider.ResolveActorRef(path);

    /// <exception cref="FrameException">The frame makes no sense.</exception>
    public void Deliver(in InboundFrame frame, Association from)
    {
        if (frame.Kind == FrameKind.Heartbeat)
        {
            if (frame.Payload is [1]) SendHeartbeat(from, wantsReply: false);
            return;
        }

        var recipient = frame.Recipient as InternalActorRef ?? throw new FrameException("a message to nobody");
        if (!recipient.IsLocal)
            _log.Warning("Dropping a message from [{0}] to [{1}], who is not here", from.Address, recipient);
        else if (frame.Kind == FrameKind.System)
            DeliverSystem(frame, recipient);
        else
            DeliverMessage(frame, recipient, from);
    }

    /// <summary>Ends a frame that will not be sent.</summary>
    public void DeadLetter(in OutboundFrame frame)
    {
        if (frame.Kind != FrameKind.Message) return;
        try
        {
            var message = system.Serialization.Deserialize([.. frame.Payload], frame.SerializerId, frame.Manifest);
            frame.Recipient!.Provider.PublishDeadLetter(message, frame.Sender, frame.Recipient);
        }
        catch (Exception e)
        {
            _log.Warning("A message to [{0}] was lost, and is no dead letter because it cannot be read back: {1}", frame.Recipient, e.Message);
        }

        frame.Release();
    }

    private OutboundFrame Frame(RemoteActorRef recipient, object message, IActorRef? sender)
    {
        var serializer = system.Serialization.FindSerializerFor(message);
        var frame = new OutboundFrame(FrameKind.Message, recipient, sender, serializer.Identifier, SystemSerializer.ManifestOf(serializer, message), default);
        if (serializer is not IBufferSerializer writing) return frame with { Payload = serializer.ToBinary(message) };
        var writer = new PayloadWriter();
        writing.ToBinary(message, writer);
        return frame with { Payload = writer.Payload, IsLent = true };
    }

    private void DeliverMessage(in InboundFrame frame, InternalActorRef recipient, Association from)
    {
        object message;
        try
        {
            message = system.Serialization.Deserialize(frame.Payload, frame.SerializerId, frame.Manifest)
                ?? throw new SerializationException("the serializer gave null");
        }
        catch (Exception e)
        {
            // The frame was sound; what a serializer makes of its payload concerns this message alone.
            _log.Warning("A message from [{0}] to [{1}] cannot be read: {2}", from.Address, recipient, e.Message);
            return;
        }

        if (message is ActorSelectionMessage selection) ActorSelection.Deliver(recipient, selection, frame.Sender);
        else recipient.Tell(message, frame.Sender);
    }

    private void DeliverSystem(in InboundFrame frame, InternalActorRef recipient)
    {
        if (frame.Payload is not [var kind]) throw new FrameException($"a system message of {frame.Payload.Length} bytes");
        if ((SystemFrame)kind == SystemFrame.Stop)
        {
            recipient.Stop();
            return;
        }

        if (frame.Sender is not RemoteActorRef sender) throw new FrameException("a system message from nobody");
        switch ((SystemFrame)kind)
        {
            case SystemFrame.Watch:
                transport.Watcher.WatchedFrom(recipient, sender);
                break;
            case SystemFrame.Unwatch:
                transport.Watcher.UnwatchedFrom(recipient, sender);
                break;
            case SystemFrame.Ended or SystemFrame.NeverThere:
                transport.Watcher.Ended(sender, recipient, existenceConfirmed: (SystemFrame)kind == SystemFrame.Ended);
                break;
            default:
                throw new FrameException($"a system message of kind {kind}");
        }
    }
}
