using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary>The actions that take a session and nothing else, and <c>list</c>, which takes nothing.</summary>
internal sealed class ProcessPlainCommand(ProcessAction action, string summary) : ProcessCommand(action, summary);
