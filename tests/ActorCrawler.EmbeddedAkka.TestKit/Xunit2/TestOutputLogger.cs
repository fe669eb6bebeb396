using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Writes log lines to the output of a test.</summary>
internal sealed class TestOutputLogger(ITestOutputHelper output) : DefaultLogger
{
    protected override void Print(LogEvent logEvent)
    {
        try
        {
            output.WriteLine(logEvent.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test has ended; nobody reads its output any more.
        }
    }
}
