using System.Text;
using System.Text.Json;
using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Writes logs and their order as a keeper does, and knows what is to be read.</summary>
internal sealed class ArrivalWriter(string directory)
{
    private readonly MemoryStream[] _streams = [new(), new()];
    private readonly long[] _counted = [0, 0];
    private bool _isStderr;

    /// <summary>The bytes in order, as far as they have their place.</summary>
    public MemoryStream Combined { get; } = new();

    public string Text => Encoding.UTF8.GetString(Combined.ToArray());

    public void Write(bool isStderr, string text) => Write(isStderr, Encoding.UTF8.GetBytes(text));

    public void Write(bool isStderr, ReadOnlySpan<byte> chunk)
    {
        Switch(isStderr);
        var stream = _streams[isStderr ? 1 : 0];
        stream.Write(chunk);
        Append(isStderr ? JobFiles.StderrLog : JobFiles.StdoutLog, chunk);
        Count(isStderr, Unfinished(stream.ToArray().AsSpan((int)_counted[isStderr ? 1 : 0])));
    }

    /// <summary>What is left of both gets its place: the stream that was on, then the other.</summary>
    public void End()
    {
        Count(_isStderr, 0);
        Count(!_isStderr, 0);
    }

    public void Gap(OutputGap? stdout)
    {
        using var json = new Utf8JsonWriter(File.Create(Path.Combine(directory, JobFiles.Output)));
        new OutputRecord { Stdout = stdout }.Write(json);
    }

    private void Switch(bool isStderr)
    {
        if (isStderr == _isStderr) return;
        var entry = new byte[ArrivalEntry.Size];
        new ArrivalEntry(isStderr, _counted[0], _counted[1]).Write(entry);
        Append(JobFiles.Arrival, entry);
        _isStderr = isStderr;
    }

    private void Count(bool isStderr, int unfinished)
    {
        var own = isStderr ? 1 : 0;
        var all = _streams[own].ToArray();
        Combined.Write(all.AsSpan((int)_counted[own]..^unfinished));
        _counted[own] = all.Length - unfinished;
    }

    private static int Unfinished(ReadOnlySpan<byte> text) => Utf8End.Unfinished(text);

    private void Append(string name, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(Path.Combine(directory, name), FileMode.Append);
        file.Write(bytes);
    }
}
