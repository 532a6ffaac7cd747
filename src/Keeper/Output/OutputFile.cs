using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary><c>output.json</c> of the job: what its logs lack, replaced whole whenever one of them is about to be cut.</summary>
internal sealed class OutputFile(FileDescriptor directory)
{
    private OutputRecord _record = OutputRecord.Whole;

    public bool TryNoteStdout(OutputGap? gap) => TryWrite(_record with { Stdout = gap });

    public bool TryNoteStderr(OutputGap? gap) => TryWrite(_record with { Stderr = gap });

    public bool TryNoteFull(OutputGap? gap) => TryWrite(_record with { Full = gap });

    private bool TryWrite(OutputRecord record)
    {
        try
        {
            // Not synced: it would hold up the command, and the logs are not synced either.
            AtomicFile.Replace(directory, JobFiles.Output, record.ToJson(), syncDirectory: false, sync: false);
            _record = record;
            return true;
        }
        catch (PosixException)
        {
            return false;
        }
    }
}
