using System.Threading.Channels;
using Akka.Actor;

namespace Petabridge.Cmd.Server;

/// <summary>
/// Who a command is answered to: one for each, so that what comes late is never taken for the answer to the next. Bounds the answer in time
/// and size, because nobody holds up the one who gives it.
/// </summary>
internal sealed class AnswerActor : UntypedActor
{
    /// <summary>What a part counts for besides its text.</summary>
    private const int PartOverhead = 64;

    private readonly ChannelWriter<CommandResponse> _answer;
    private readonly CommandSettings _settings;
    private long _size;

    public AnswerActor(ChannelWriter<CommandResponse> answer, CommandSettings settings)
    {
        _answer = answer;
        _settings = settings;
        SetReceiveTimeout(settings.AnswerTimeout);
    }

    public static Props Props(ChannelWriter<CommandResponse> answer, CommandSettings settings) =>
        Akka.Actor.Props.Create(() => new AnswerActor(answer, settings));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CommandResponse response:
                _size += response.Text.Length + PartOverhead;
                if (_size > _settings.MaxAnswer) Write(new ErroredCommandResponse("the answer is too long; the rest was dropped"));
                else Write(response);
                break;
            case ReceiveTimeout: Write(new ErroredCommandResponse($"no answer within {_settings.AnswerTimeout.TotalSeconds:0.#} s")); break;
            case Status.Failure failure: Write(new ErroredCommandResponse(failure.Cause.Message)); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop() => _answer.TryComplete();

    private void Write(CommandResponse response)
    {
        _answer.TryWrite(response);
        if (response.Final) Context.Stop(Self);
    }
}
