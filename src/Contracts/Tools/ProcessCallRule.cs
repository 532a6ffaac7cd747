namespace AgentExec.Contracts.Tools;

/// <summary>What an action takes and needs, whichever way its call came in. A client asks before it starts a host, a host for every call: a peer need not be a client.</summary>
public static class ProcessCallRule
{
    private const int ShownChars = 80;

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

    /// <summary>Why nothing can be done, whatever sessions there are, and what to say instead; null when it may be.</summary>
    public static string? Refusal(ProcessCall call) => call switch
    {
        { Action: ProcessAction.List } => null,
        { SessionId: null or "" } => $"sessionId is missing: {ProcessActions.NameOf(call.Action)} needs one, and list shows those that there are",
        { Action: ProcessAction.Write, Data: null or "", Eof: false } => "data is missing: write needs the text to write (a line ends with \\n), or eof",
        { Action: ProcessAction.SendKeys, Keys.Count: 0, Hex.Count: 0, Literal: null or "" } => SendKeysRule.Nothing,
        { Action: ProcessAction.Paste, Text: null or "" } => "text is missing: paste needs the text to paste",
        { Action: ProcessAction.Resize, Columns: null } or { Action: ProcessAction.Resize, Rows: null } => "resize needs columns and rows",
        _ => null,
    };

    /// <summary>The same for one that never was, that has left the list, that is of another scope, and where there is no root.</summary>
    public static string UnknownSession(string id) => $"no session '{Shown(id)}': 'list' names those there are; finished ones leave the list after a while";

    // Only so much of what a caller says is said again.
    private static string Shown(string id) => id.Length <= ShownChars ? id : id[..ShownChars] + "…";
}
