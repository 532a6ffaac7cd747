using System.Buffers;
using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary><c>output.json</c> of the job: what its logs lack, replaced whole whenever one of them is about to be cut or has lost something.</summary>
internal sealed class OutputFile(FileDescriptor directory)
{
    private OutputRecord _record = OutputRecord.Whole;
    private ArrayBufferWriter<byte>? _text;
    private Utf8JsonWriter? _json;
    private int _notes;

    public bool TryNoteStdout(OutputGap? gap) => TryWrite(_record with { Stdout = gap });

    public bool TryNoteStderr(OutputGap? gap) => TryWrite(_record with { Stderr = gap });

    public bool TryNoteFull(OutputGap? gap) => TryWrite(_record with { Full = gap });

    public bool TryNoteStdoutUnwritten(long bytes) => TryWrite(_record with { StdoutUnwrittenBytes = bytes });

    public bool TryNoteStderrUnwritten(long bytes) => TryWrite(_record with { StderrUnwrittenBytes = bytes });

    /// <summary>No more notes: leaves nothing but the file.</summary>
    public void Finish()
    {
        if (_json is null) return;
        AtomicFile.RemoveSpare(directory, JobFiles.Output);
        _json = null;
    }

    private bool TryWrite(OutputRecord record)
    {
        // Used again and again: with a small limit and a flood this is written thousands of times a second.
        _text ??= new ArrayBufferWriter<byte>(1024);
        _json ??= new Utf8JsonWriter(_text, new JsonWriterOptions { Indented = true });
        _text.ResetWrittenCount();
        _json.Reset();
        record.Write(_json);
        try
        {
            // Not synced: it would hold up the command, and the logs are not synced either.
            AtomicFile.Exchange(directory, JobFiles.Output, _text.WrittenSpan);
            _record = record;
            // Left alone, the collector lets garbage grow to the size of the processor's cache: many times this process.
            if (++_notes % 1024 == 0) GC.Collect(0);
            return true;
        }
        catch (PosixException)
        {
            return false;
        }
    }
}
