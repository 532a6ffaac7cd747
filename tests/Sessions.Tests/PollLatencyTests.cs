using System.Diagnostics;
using System.Globalization;
using AgentExec.Contracts.Tools;
using Xunit.Abstractions;

namespace AgentExec.Sessions.Tests;

/// <summary>A poll that waits is answered by push. Runs alone, so that it measures the product and not its neighbours.</summary>
[Collection(nameof(PollLatencyTests))]
[CollectionDefinition(nameof(PollLatencyTests), DisableParallelization = true)]
public sealed class PollLatencyTests(ITestOutputHelper output) : ClientTest
{
    private const int Polls = 40, Rounds = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(15);

    [Fact]
    public async Task Should_answer_within_15_ms_of_the_output_it_waited_for()
    {
        // It says when it wrote: nanoseconds of the clock that this process reads too.
        var id = Background("while :; do sleep 0.1; date +%s%N; done");
        await using var client = NewClient();
        var medians = new List<TimeSpan>();
        do
        {
            var times = new List<TimeSpan>();
            while (times.Count < Polls)
            {
                var poll = Assert.IsType<SessionOutput>((await client.ProcessAsync(PollOf(id))).Result);
                var now = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;
                // One that found more than one word was late for the first of them, and counts from it.
                times.Add(now - TimeSpan.FromTicks(long.Parse(poll.Output.Split('\n')[0], CultureInfo.InvariantCulture) / 100));
            }

            Timings.Record(output, "poll, from the command's clock to the answer", times);
            medians.Add(times.Order().ElementAt(Polls / 2));
        }
        while (medians.Min() > Limit && medians.Count < Rounds);
        Assert.InRange(medians.Min(), TimeSpan.Zero, Limit);
        End(id);
    }
}
