using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 3: what each action needs, said alike by clients and hosts.</summary>
public sealed class ProcessCallRuleTests
{
    private const string NoData = "data is missing: write needs the text to write (a line ends with \\n), or eof";
    private const string NoText = "text is missing: paste needs the text to paste";
    private const string NoKeys = "nothing to send: send-keys needs literal, hex or keys";
    private const string NoSize = "resize needs columns and rows";

    public static TheoryData<string, ProcessCall, string?> Table => new()
    {
        { "write", Call(ProcessAction.Write), NoData },
        { "write empty", Call(ProcessAction.Write) with { Data = "" }, NoData },
        { "write text", Call(ProcessAction.Write) with { Data = "x" }, null },
        { "write eof", Call(ProcessAction.Write) with { Eof = true }, null },
        { "paste", Call(ProcessAction.Paste), NoText },
        { "paste empty", Call(ProcessAction.Paste) with { Text = "" }, NoText },
        { "paste text", Call(ProcessAction.Paste) with { Text = "x" }, null },
        { "send-keys", Call(ProcessAction.SendKeys), NoKeys },
        { "send-keys empty", Call(ProcessAction.SendKeys) with { Literal = "" }, NoKeys },
        { "send-keys literal", Call(ProcessAction.SendKeys) with { Literal = "x" }, null },
        { "send-keys hex", Call(ProcessAction.SendKeys) with { Hex = ["1b"] }, null },
        { "send-keys keys", Call(ProcessAction.SendKeys) with { Keys = ["Up"] }, null },
        { "resize", Call(ProcessAction.Resize), NoSize },
        { "resize columns", Call(ProcessAction.Resize) with { Columns = 1 }, NoSize },
        { "resize rows", Call(ProcessAction.Resize) with { Rows = 1 }, NoSize },
        { "resize both", Call(ProcessAction.Resize) with { Columns = 0, Rows = 5000 }, null },
        { "poll", Call(ProcessAction.Poll), null },
        { "log", Call(ProcessAction.Log), null },
        { "submit", Call(ProcessAction.Submit), null },
        { "kill", Call(ProcessAction.Kill), null },
        { "clear", Call(ProcessAction.Clear), null },
        { "remove", Call(ProcessAction.Remove), null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_an_action_needs(string what, ProcessCall call, string? refusal) => Assert.Equal((what, refusal), (what, ProcessCallRule.Refusal(call)));

    [Fact]
    public void Every_action_but_list_needs_a_session()
    {
        foreach (var (action, name) in ProcessActions.Names)
        foreach (var none in (string?[])[null, ""])
            Assert.Equal(
                action == ProcessAction.List ? null : $"sessionId is missing: {name} needs one, and list shows those that there are",
                ProcessCallRule.Refusal(new ProcessCall { Action = action, SessionId = none, Data = "x", Text = "x", Literal = "x", Columns = 1, Rows = 1 }));
    }

    [Fact]
    public void Of_a_long_name_only_so_much_is_said_again() =>
        Assert.StartsWith($"no session '{new string('x', 80)}…': ", ProcessCallRule.UnknownSession(new string('x', 1000)), StringComparison.Ordinal);

    private static ProcessCall Call(ProcessAction action) => new() { Action = action, SessionId = "calm-otter" };
}
