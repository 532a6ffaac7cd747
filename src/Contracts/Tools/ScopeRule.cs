using System.Buffers;
using System.Text;

namespace AgentExec.Contracts.Tools;

/// <summary>Whose sessions a caller may know of (exec-process §4).</summary>
public static class ScopeRule
{
    public const int MostChars = 128;

    /// <summary>One with a scope sees its own only; one without sees all.</summary>
    public static bool MaySee(string? callerScope, string? sessionScope) => callerScope is null || callerScope == sessionScope;

    /// <summary>Why a text is no scope, without quoting it; null when it is one. None at all is none to refuse.</summary>
    public static string? Refusal(string? scope)
    {
        if (scope is null) return null;
        if (scope.Length is > 0 and <= MostChars && IsPrintable(scope)) return null;
        return $"a scope has 1 to {MostChars} printable characters and no spaces";
    }

    private static bool IsPrintable(string scope)
    {
        for (var rest = scope.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)) return false;
            rest = rest[used..];
        }

        return true;
    }
}
