using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Sessions;

/// <summary>Why not all of an input was taken, and what to do.</summary>
internal static class InputTexts
{
    public static string Of(InputOutcome outcome, int taken, int asked) => outcome switch
    {
        InputOutcome.TimedOut => $"the command does not read: {taken} of {asked} bytes were taken, the rest was dropped; write it again when it reads",
        InputOutcome.Closed => $"its input is closed: {taken} of {asked} bytes were taken",
        InputOutcome.Broken => $"nobody reads its input any more: {taken} of {asked} bytes were taken",
        InputOutcome.Refused => "too much input is waiting for the command already: write again when it reads",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome that leaves something out"),
    };
}
