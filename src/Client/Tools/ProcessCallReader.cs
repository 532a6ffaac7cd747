using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>The parameters of <c>process</c> (exec-process §3).</summary>
internal static class ProcessCallReader
{
    public static readonly string[] Known =
    [
        "action", "sessionId", "timeout", "cursor", "offset", "limit", "data", "eof", "keys", "hex", "literal", "text", "bracketed", "columns", "cols", "rows", "scope",
    ];

    private static readonly string[] OfEvery = ["action", "sessionId", "scope"];

    public static ToolCall Read(ToolParameters given)
    {
        if (given.Names.FirstOrDefault(static name => !Known.Contains(name)) is { } unknown)
            return Refuse($"process has no parameter \"{ToolParameters.Shown(unknown)}\", and nothing was done: it has {string.Join(", ", Known)}");
        var name = given.Text("action");
        if (name is null) return Refuse(given.Error ?? $"action is missing: known are {ProcessActions.Known}");
        if (ProcessActions.TryParse(name) is not { } action) return Refuse($"unknown action \"{ToolParameters.Shown(name)}\": known are {ProcessActions.Known}");
        var call = new ProcessCall
        {
            Action = action,
            SessionId = given.Text("sessionId"),
            TimeoutMs = given.Whole("timeout"),
            Cursor = given.Text("cursor"),
            Offset = given.Whole("offset"),
            Limit = given.Whole("limit"),
            Data = given.Text("data"),
            Eof = given.Flag("eof") ?? false,
            Keys = given.Texts("keys") ?? [],
            Hex = given.Texts("hex") ?? [],
            Literal = given.Text("literal"),
            Text = given.Text("text"),
            Bracketed = given.Flag("bracketed"),
            Columns = Size(given.Whole("columns") ?? given.Whole("cols")),
            Rows = Size(given.Whole("rows")),
        };
        var scope = given.Text("scope");
        return given.Error is { } error ? Refuse($"{error}. Nothing was done") : new ToolCall.Process(call) { Scope = scope, Warnings = [.. Unheeded(action, given)] };
    }

    /// <summary>What belongs to another action. Models fill in what they need not: that is no reason to refuse them.</summary>
    private static IEnumerable<string> Unheeded(ProcessAction action, ToolParameters given)
    {
        var others = given.Names.Except(OfEvery).Except(ProcessCallRule.ParametersOf(action)).ToArray();
        if (others.Length > 0) yield return $"{string.Join(", ", others)}: ignored, {ProcessActions.NameOf(action)} does not take {(others.Length == 1 ? "it" : "them")}";
    }

    private static int? Size(long? number) => number is { } given ? (int)Math.Clamp(given, int.MinValue, int.MaxValue) : null;

    private static ToolCall.Refused Refuse(string error) => new(ToolCall.ProcessTool, error);
}
