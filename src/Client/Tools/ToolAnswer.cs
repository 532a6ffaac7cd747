using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>Puts a result into the answer that all ways in have.</summary>
internal static class ToolAnswer
{
    public static ToolResponse OfExec(ToolResult result) => Of(ToolCall.ExecTool, result, null);

    public static ToolResponse OfProcess(ToolResult result, ProcessAction? action) => Of(ToolCall.ProcessTool, result, action);

    public static ToolResponse Of(string tool, ToolResult result, ProcessAction? action) =>
        new() { Tool = tool, Result = result, Text = ToolText.Of(result, action) };
}
