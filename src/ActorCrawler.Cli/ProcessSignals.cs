using System.Runtime.InteropServices;

namespace ActorCrawler.Cli;

/// <summary>Hears the signals of this process; while it listens they do not end it by themselves.</summary>
internal static class ProcessSignals
{
    public static IDisposable Listen(Action<StopSignal> heard)
    {
        return new Registrations(
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Hear(context, StopSignal.Interrupt)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Hear(context, StopSignal.Terminate)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Hear(context, StopSignal.Terminate)),
        ]);

        void Hear(PosixSignalContext context, StopSignal signal)
        {
            context.Cancel = true;
            heard(signal);
        }
    }

    private sealed class Registrations(PosixSignalRegistration[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in all) registration.Dispose();
        }
    }
}
