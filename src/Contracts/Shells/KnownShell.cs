using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>A wrapper that is a POSIX shell and takes code as its last argument: <c>sh -lc</c>, <c>/bin/bash -euo pipefail -c</c>, <c>env zsh -c</c>.</summary>
/// <param name="Name">Name of the program, without its directory.</param>
/// <param name="IsLogin">Whether it reads the profile first.</param>
/// <param name="IsInteractive">Whether it reads what an interactive shell reads.</param>
public sealed record KnownShell(string Name, bool IsLogin, bool IsInteractive)
{
    private static readonly string[] Names = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "zsh"];

    // They run the shell that follows them, in the same process.
    private static readonly string[] Launchers = ["env", "busybox"];

    public bool IsZsh => Name == "zsh";

    /// <summary>Null for any other wrapper: nothing is known of what it does with its last argument.</summary>
    public static KnownShell? Of(IReadOnlyList<string> wrapper)
    {
        var first = wrapper.Count > 1 && Launchers.Contains(NameOf(wrapper[0])) ? 1 : 0;
        if (wrapper.Count < first + 2 || !Names.Contains(NameOf(wrapper[first]))) return null;
        bool login = false, interactive = false, code = false;
        for (var i = first + 1; i < wrapper.Count; i++)
        {
            var word = wrapper[i];
            code = false;
            if (word == "--login") login = true;
            else if (IsCluster(word, '-'))
            {
                (login, interactive, code) = (login || word.Contains('l'), interactive || word.Contains('i'), word.Contains('c'));
                if (TakesName(word)) i++;
            }
            else if (!IsCluster(word, '+')) return null;
            else if (TakesName(word)) i++;
        }

        return code ? new KnownShell(NameOf(wrapper[first]), login, interactive) : null;
    }

    public static KnownShell? Of(IEnumerable<byte[]> wrapper) => Of([.. wrapper.Select(Encoding.Latin1.GetString)]);

    /// <summary>Whether something of the user's runs before the code does: a profile, <c>.zshenv</c>, a file that <c>BASH_ENV</c> names.</summary>
    public bool ReadsFilesFirst(IReadOnlyList<byte[]> environment) =>
        IsLogin || IsInteractive || IsZsh || environment.Any(static entry => entry.AsSpan().StartsWith("BASH_ENV="u8));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsCluster(string word, char sign) => word.Length > 1 && word[0] == sign && char.IsAsciiLetter(word[1]);

    // "-o pipefail", "-O extglob", "+o posix"
    private static bool TakesName(string word) => word[^1] is 'o' or 'O';
}
