using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>
/// The same wrapper, made to parse its code and run nothing. A shell parses a line before it runs any of it, so an error in the first line of the code keeps
/// <see cref="ShellStart"/>'s mark away as a profile does that ends the shell; this tells them apart.
/// </summary>
public static class SyntaxCheck
{
    /// <summary>Its argv: <c>sh -lc CODE</c> becomes <c>sh -n -c CODE</c>.</summary>
    /// <param name="arguments">The plain exec form of a <see cref="KnownShell"/>.</param>
    /// <param name="codeIndex">Which argument is the code.</param>
    public static IReadOnlyList<byte[]> Of(IReadOnlyList<byte[]> arguments, int codeIndex)
    {
        List<byte[]> checking = [];
        for (var i = 0; i <= codeIndex; i++)
        {
            var word = Encoding.Latin1.GetString(arguments[i]);
            if (i == codeIndex) checking.Add(arguments[i]);
            else if (!word.StartsWith('-') || word.Length < 2) checking.Add(arguments[i]);
            else if (!word.StartsWith("--", StringComparison.Ordinal) && Cluster(word) is { Length: > 1 } rest) checking.Add(Encoding.Latin1.GetBytes(rest));
        }

        var shell = checking.FindIndex(static word => word.AsSpan().StartsWith("-"u8) || word.AsSpan().StartsWith("+"u8));
        checking.Insert(shell < 0 ? 1 : shell, "-n"u8.ToArray());
        return checking;
    }

    // Neither the profile nor what an interactive shell reads.
    private static string Cluster(string word) => word.Replace("l", "", StringComparison.Ordinal).Replace("i", "", StringComparison.Ordinal);
}
