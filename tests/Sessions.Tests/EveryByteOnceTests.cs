using System.Text;
using AgentExec.ChildTool;
using AgentExec.Contracts.Tools;

namespace AgentExec.Sessions.Tests;

/// <summary>§3, poll: what is new in the order of arrival, never the same byte twice and never a lost one.</summary>
public sealed class EveryByteOnceTests : ClientTest
{
    private const int Bytes = 50 * 1000 * 1000, CharsAPoll = 80_000;

    [Fact]
    public async Task Should_give_every_byte_once_and_in_order_to_each_of_three_readers()
    {
        var id = Background($"'{NativePrograms.ChildTool}' chatter {Bytes} 2026");
        await using var first = NewClient();
        await using var second = NewClient();
        await using var shared = NewClient();
        var options = WithOutputChars(CharsAPoll);
        var reads = await Task.WhenAll(ReadAsync(first, id, "0", options), ReadAsync(second, id, "0", options), ReadAsync(shared, id, null, options));
        Assert.True(reads[0].Polls + reads[1].Polls >= 1000, $"only {reads[0].Polls} and {reads[1].Polls} polls");
        foreach (var (output, _) in reads) Verify(output);
        Assert.Equal(reads[0].Output, reads[1].Output);
        Assert.Equal(reads[0].Output, reads[2].Output);
    }

    [Fact]
    public async Task Should_give_every_byte_to_one_of_those_who_share_the_cursor()
    {
        var id = Background($"'{NativePrograms.ChildTool}' chatter 3000000 7");
        await using var one = NewClient();
        await using var other = NewClient();
        var options = WithOutputChars(20_000);
        var pieces = (await Task.WhenAll(PiecesAsync(one), PiecesAsync(other))).SelectMany(list => list).OrderBy(piece => piece.Place);
        VerifyText(string.Concat(pieces.Select(piece => piece.Text)), 3_000_000);
        return;

        async Task<List<(long Place, string Text)>> PiecesAsync(Client.AgentExecClient client)
        {
            var list = new List<(long, string)>();
            while (true)
            {
                var poll = Assert.IsType<SessionOutput>((await client.ProcessAsync(PollOf(id), options)).Result);
                if (poll.Output.Length > 0) list.Add((long.Parse(poll.Cursor, System.Globalization.CultureInfo.InvariantCulture), poll.Output));
                if (poll.Status != ToolStatus.Running && poll.More is null) return list;
            }
        }
    }

    private static void Verify(string output) => VerifyText(output, Bytes);

    // What each stream wrote is a repetition; nothing may be missing, doubled or out of place in either.
    private static void VerifyText(string output, int bytes)
    {
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(output) + (output.Contains('\uFFFD') ? throw new InvalidOperationException("a character was cut") : 0));
        foreach (var pattern in (string[])[ChatterPattern.Stdout, ChatterPattern.Stderr])
        {
            var mine = output.Where(pattern.Contains).ToArray();
            for (var i = 0; i < mine.Length; i++)
                if (mine[i] != pattern[i % pattern.Length])
                    Assert.Fail($"character {i} of {mine.Length} is {mine[i]}, not {pattern[i % pattern.Length]}");
        }
    }
}
