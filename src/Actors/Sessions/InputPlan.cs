using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Tools;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>What an action that types something means: which bytes, whether the end after them, or another size; or why not.</summary>
/// <param name="Bytes">What is typed.</param>
/// <param name="ApplicationBytes">Instead of them, while the terminal is in application cursor mode; empty for the same.</param>
/// <param name="Eof">No more input afterwards.</param>
/// <param name="Size">The terminal's new size, for <c>resize</c>.</param>
/// <param name="Warnings">What was not done as asked; null when all was.</param>
/// <param name="Refusal">Why nothing is typed.</param>
internal sealed record InputPlan(
    byte[] Bytes, byte[] ApplicationBytes, bool Eof = false, TerminalSize? Size = null, IReadOnlyList<string>? Warnings = null, string? Refusal = null)
{
    /// <param name="call">One that <see cref="ProcessCallRule"/> does not refuse: what the action needs is there.</param>
    /// <param name="now">What is known of its session.</param>
    public static InputPlan Of(ProcessCall call, Known now)
    {
        if (!IsWritable(now)) return Refuse(SessionTexts.NotWritable(now));
        return call.Action switch
        {
            ProcessAction.Write => Plain(call.Data ?? "") with { Eof = call.Eof },
            ProcessAction.Submit => Plain("\r"),
            ProcessAction.Paste => new InputPlan(PasteRule.Build(call.Text!, call.Bracketed ?? true), []),
            ProcessAction.SendKeys => Keys(call),
            ProcessAction.Resize => Resize(call, now),
            _ => Refuse($"'{ProcessActions.NameOf(call.Action)}' types nothing"),
        };
    }

    /// <summary>Whether input can still be written to it.</summary>
    public static bool IsWritable(Known now) => !now.HasEnded && (now.Record.Terminal || now.Record is { Input: true, InputClosed: false });

    /// <summary>Hides what is typed.</summary>
    public override string ToString() => $"InputPlan({Bytes.Length} bytes)";

    private static InputPlan Keys(ProcessCall call)
    {
        var keys = SendKeysRule.Build(call.Literal, call.Hex, call.Keys);
        if (keys.Bytes is not { } bytes) return Refuse(keys.Error!);
        var application = bytes.Application.AsSpan().SequenceEqual(bytes.Normal) ? [] : bytes.Application;
        // In one piece: which of the two is typed is decided once.
        return bytes.Normal.Length <= InputOrder.MostBytes && application.Length <= InputOrder.MostBytes
            ? new InputPlan(bytes.Normal, application)
            : Refuse($"send-keys takes at most {InputOrder.MostBytes} bytes at a time: use write or paste for more");
    }

    private static InputPlan Resize(ProcessCall call, Known now)
    {
        if (!now.Record.Terminal) return Refuse(SessionTexts.NoTerminal(now));
        var warnings = new List<string>();
        var size = SessionBounds.Size(call.Columns!.Value, call.Rows!.Value, warnings);
        return new InputPlan([], [], Size: size, Warnings: warnings is [] ? null : warnings);
    }

    private static InputPlan Plain(string text) => new(Encoding.UTF8.GetBytes(text), []);

    private static InputPlan Refuse(string why) => new([], [], Refusal: why);
}
