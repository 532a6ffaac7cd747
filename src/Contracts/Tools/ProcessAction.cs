using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Tools;

/// <summary>The actions of the <c>process</c> tool.</summary>
[JsonConverter(typeof(ProcessActionConverter))]
public enum ProcessAction
{
    List,
    Poll,
    Log,
    Write,
    SendKeys,
    Submit,
    Paste,
    Kill,
    Clear,
    Remove,

    /// <summary>Gives the terminal another size; beyond what the tool's users know.</summary>
    Resize,
}

/// <summary>The names of the tool.</summary>
public sealed class ProcessActionConverter() : NamedEnumConverter<ProcessAction>([.. ProcessActions.Names]);

/// <summary>Actions and their names.</summary>
public static class ProcessActions
{
    public static IReadOnlyList<(ProcessAction Action, string Name)> Names { get; } =
    [
        (ProcessAction.List, "list"), (ProcessAction.Poll, "poll"), (ProcessAction.Log, "log"), (ProcessAction.Write, "write"),
        (ProcessAction.SendKeys, "send-keys"), (ProcessAction.Submit, "submit"), (ProcessAction.Paste, "paste"), (ProcessAction.Kill, "kill"),
        (ProcessAction.Clear, "clear"), (ProcessAction.Remove, "remove"), (ProcessAction.Resize, "resize"),
    ];

    /// <summary>All names, as an error text lists them.</summary>
    public static string Known { get; } = string.Join(", ", Names.Select(static known => known.Name));

    public static ProcessAction? TryParse(string name)
    {
        foreach (var known in Names)
            if (known.Name == name)
                return known.Action;
        return null;
    }

    public static string NameOf(ProcessAction action) => Names.First(known => known.Action == action).Name;
}
