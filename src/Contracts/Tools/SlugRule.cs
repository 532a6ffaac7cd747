using System.Globalization;

namespace AgentExec.Contracts.Tools;

/// <summary>Readable names of sessions: an adjective and a noun, <c>brave-otter</c> (exec-process §4).</summary>
public static class SlugRule
{
    private const int Tries = 20;

    private const int MostChars = 64;

    /// <param name="next">A random number from 0 to its argument, exclusively.</param>
    /// <param name="isTaken">Whether the root has, or had, a session of that name.</param>
    /// <returns>Two words; where those are taken again and again, a number behind them.</returns>
    public static string Choose(Func<int, int> next, Func<string, bool> isTaken)
    {
        var slug = "";
        for (var tries = 0; tries < Tries; tries++)
        {
            slug = $"{SlugAdjectives.All[next(SlugAdjectives.All.Length)]}-{SlugNouns.All[next(SlugNouns.All.Length)]}";
            if (!isTaken(slug)) return slug;
        }

        var number = 2;
        while (isTaken(Numbered(slug, number))) number++;
        return Numbered(slug, number);
    }

    public static string Choose(Random random, Func<string, bool> isTaken) => Choose(random.Next, isTaken);

    /// <summary>Whether a text can be the name of a session, of these words or of those of another release.</summary>
    public static bool IsSlug(string text)
    {
        var parts = text.Split('-');
        return text.Length <= MostChars && parts.Length is 2 or 3 && IsWord(parts[0]) && IsWord(parts[1]) && (parts.Length == 2 || IsNumber(parts[2]));
    }

    private static string Numbered(string slug, int number) => $"{slug}-{number.ToString(CultureInfo.InvariantCulture)}";

    private static bool IsWord(string text) => text.Length > 0 && text.All(char.IsAsciiLetterLower);

    private static bool IsNumber(string text) => text.Length is > 0 and < 10 && text[0] != '0' && text.All(char.IsAsciiDigit);
}
