using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>Which lines <c>log</c> shows (exec-process §3). Numbers count from 0 and never shift.</summary>
internal static class LogWindowRule
{
    /// <param name="First">Number of the first line.</param>
    /// <param name="Count">How many.</param>
    /// <param name="HasMore">Whether to hint that there are lines before it: nothing in particular was asked for.</param>
    internal readonly record struct Window(long First, long Count, bool HasMore);

    /// <summary>Only a limit: the last lines. Only an offset: to the end. Neither: the last <see cref="SessionRules.DefaultLogLines"/>.</summary>
    /// <param name="offset">Less than 0 is 0; behind the end there are no lines.</param>
    /// <param name="limit">Less than 0 is 0.</param>
    /// <param name="totalLines">How many there are.</param>
    public static Window Of(long? offset, long? limit, long totalLines)
    {
        if (offset is { } from)
        {
            var first = Math.Clamp(from, 0, totalLines);
            return new Window(first, Math.Clamp(limit ?? long.MaxValue, 0, totalLines - first), HasMore: false);
        }

        var count = Math.Clamp(limit ?? SessionRules.DefaultLogLines, 0, totalLines);
        return new Window(totalLines - count, count, HasMore: limit is null && count < totalLines);
    }

    /// <summary>How to see what is not shown.</summary>
    public static string Hint(long shown, long totalLines) =>
        $"showing the last {shown} of {totalLines} lines; offset and limit choose others (offset 0 is the first line)";
}
