using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Rules;

namespace AgentExec.Client;

/// <summary>What a job reads when it is handed over with the submission.</summary>
public static class StdinBytes
{
    /// <summary>So much fits into a request beside a large environment; more is a file's.</summary>
    public const int MostBytes = RunRule.MostStdinBytes;

    /// <summary>The same bytes, when they are not too many.</summary>
    /// <exception cref="AgentExecException">There are more than <see cref="MostBytes"/>.</exception>
    public static byte[]? Check(byte[]? bytes) => bytes?.Length > MostBytes
        ? throw new AgentExecException(new ErrorDetail(
            ErrorCode.RequestTooLarge, $"the input has more than {MostBytes} bytes: write it to a file and pass that with --stdin-file", false)
        {
            Details = new ErrorFacts { LimitBytes = MostBytes },
        })
        : bytes;
}
