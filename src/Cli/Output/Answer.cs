using System.Buffers;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Output;

/// <summary>An answer as stdout gets it: the bytes of one line, and the exit code that goes with them (contract A3, A4).</summary>
internal readonly record struct Answer(ReadOnlyMemory<byte> Line, int ExitCode)
{
    /// <summary>What most answers fit in; rows come on top.</summary>
    private const int UsualBytes = 4096;

    public static Answer Of(Response response)
    {
        var line = new ArrayBufferWriter<byte>(UsualBytes + RowBytesOf(response));
        ContractJson.AppendLine(line, response);
        line.Write("\n"u8);
        return new Answer(line.WrittenMemory, response.Ok ? Cli.ExitCode.Ok : Cli.ExitCode.Failed);
    }

    /// <summary>An expected failure keeps its code; anything else is <c>internal_error</c> with the text of its innermost cause.</summary>
    public static Answer Of(Exception exception) => Of(new ErrorResponse(
        exception is AgentExecException expected ? expected.Error : ErrorDetail.Internal(Causes.Innermost(exception).Message, exception)));

    // Megabytes for ten thousand jobs: a buffer that grows to them would touch three times as much fresh memory.
    private static int RowBytesOf(Response response) => response switch
    {
        ListResponse { Jobs: Rows<JobSummary> rows } => rows.Bytes,
        GcResponse { Jobs: Rows<GcJob> rows } => rows.Bytes,
        _ => 0,
    };
}
