using System.Text;
using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Lines are found again however few marks are kept, whichever pieces the output came in.</summary>
public sealed class LineCountTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ArrivalIndex _index;
    private readonly ArrivalWriter _writer;

    public LineCountTests() => (_writer, _index) = (new ArrivalWriter(_scratch.Path), new ArrivalIndex(_scratch.Of(JobFiles.Arrival)));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 16)]
    [InlineData(8, 64)]
    [InlineData(4096, 1)]
    [InlineData(4096, 262_144)]
    public void Every_line_is_found_where_it_is(int mostMarks, long markBytes)
    {
        var count = new LineCount(mostMarks, markBytes);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 120).Select(i => $"{i} zwölf \u20ac \U0001F600{new string('.', i % 7)}{new string('\n', i % 3)}")));
        // In pieces of 11 bytes, which cut characters.
        for (var at = 0; at < text.Length; at += 11)
        {
            _writer.Write(isStderr: at / 11 % 3 == 1, text.AsSpan(at..Math.Min(at + 11, text.Length)));
            Advance(count, ended: false);
        }

        _writer.End();
        Advance(count, ended: true);
        var combined = _writer.Combined.ToArray();
        Assert.Equal((combined.Count(one => one == '\n') + (combined[^1] == '\n' ? 0 : 1), _writer.Text.Length), (count.Lines, count.Chars));
        using var source = Open(ended: true);
        var place = 0;
        for (var line = 0; place < combined.Length; line++)
        {
            Assert.Equal(place, count.PlaceOf(source, line));
            place = Array.IndexOf(combined, (byte)'\n', place) is >= 0 and var feed ? feed + 1 : combined.Length;
        }
    }

    private void Advance(LineCount count, bool ended)
    {
        using var source = Open(ended);
        count.Advance(source);
    }

    private OutputSource Open(bool ended) => new(_scratch.Path, _index, ended);
}
