using System.Text.RegularExpressions;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>Whether a line is what a rule looks for (contract A19). Regular expressions run in linear time, whatever pattern and line are.</summary>
public sealed class OutputMatcher
{
    private readonly OutputMatchRule _rule;
    private readonly Regex? _regex;

    /// <exception cref="ArgumentException">The pattern does not compile; <see cref="Complaint"/> tells it beforehand.</exception>
    public OutputMatcher(OutputMatchRule rule)
    {
        _rule = rule;
        if (rule.MatchType == OutputMatchType.Regex) _regex = Compile(rule.Pattern);
    }

    public OutputMatchRule Rule => _rule;

    public bool Watches(OutputMatchStream stream) => _rule.Stream == OutputMatchStream.Either || _rule.Stream == stream;

    public bool Matches(string line) => _regex?.IsMatch(line) ?? line.Contains(_rule.Pattern, StringComparison.Ordinal);

    /// <summary>Whether two rules find the same lines, whoever is told of them.</summary>
    public static bool FindSame(OutputMatchRule one, OutputMatchRule other) =>
        (one.Pattern, one.MatchType, one.Stream) == (other.Pattern, other.MatchType, other.Stream);

    /// <summary>What is wrong with the rule's pattern; null when nothing is.</summary>
    public static string? Complaint(OutputMatchRule rule)
    {
        if (rule.MatchType != OutputMatchType.Regex) return null;
        try
        {
            Compile(rule.Pattern);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return error is NotSupportedException ? "look-around, back-references, atomic groups and very large repetitions are not supported" : error.Message;
        }
    }

    private static Regex Compile(string pattern) =>
        new(RegexDialect.Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
