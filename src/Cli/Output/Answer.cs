using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Output;

/// <summary>An answer as stdout gets it: the bytes of one line, and the exit code that goes with them (contract A3, A4).</summary>
internal readonly record struct Answer(byte[] Line, int ExitCode)
{
    public static Answer Of(Response response)
    {
        var json = ContractJson.ToLine(response);
        var line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        return new Answer(line, response.Ok ? Cli.ExitCode.Ok : Cli.ExitCode.Failed);
    }

    /// <summary>An expected failure keeps its code; anything else is <c>internal_error</c> with the exception's text.</summary>
    public static Answer Of(Exception exception) => Of(new ErrorResponse(
        exception is AgentExecException expected ? expected.Error : ErrorDetail.Internal(exception.Message)));
}
