using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>What an action needs, whichever way its call came in.</summary>
internal static class ProcessCallRule
{
    /// <summary>What an action takes beside the session, by its names in a tool call.</summary>
    public static string[] ParametersOf(ProcessAction action) => action switch
    {
        ProcessAction.Poll => ["timeout", "cursor"],
        ProcessAction.Log => ["offset", "limit"],
        ProcessAction.Write => ["data", "eof"],
        ProcessAction.SendKeys => ["keys", "hex", "literal"],
        ProcessAction.Paste => ["text", "bracketed"],
        ProcessAction.Resize => ["columns", "cols", "rows"],
        _ => [],
    };

    /// <summary>Why nothing can be done, and what to say instead; null when the host may be asked.</summary>
    public static string? Refusal(ProcessCall call) => call switch
    {
        { Action: ProcessAction.List } => null,
        { SessionId: null or "" } => $"sessionId is missing: {ProcessActions.NameOf(call.Action)} needs one, and list shows those that there are",
        { Action: ProcessAction.Write, Data: null, Eof: false } => "data is missing: write needs the text to write (a line ends with \\n), or eof",
        { Action: ProcessAction.SendKeys, Keys.Count: 0, Hex.Count: 0, Literal: null } => "nothing to send: send-keys needs keys, hex or literal",
        { Action: ProcessAction.Paste, Text: null } => "text is missing: paste needs the text to paste",
        { Action: ProcessAction.Resize, Columns: null } or { Action: ProcessAction.Resize, Rows: null } => "resize needs columns and rows",
        _ => null,
    };
}
