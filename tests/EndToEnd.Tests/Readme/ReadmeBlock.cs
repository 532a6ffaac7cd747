using System.Runtime.CompilerServices;

namespace AgentExec.EndToEnd.Tests.Readme;

/// <summary>A fenced block of <c>README.md</c>.</summary>
/// <param name="Language">The word behind the fence.</param>
/// <param name="Heading">The heading it stands under.</param>
/// <param name="Lines">What is between the fences.</param>
internal sealed record ReadmeBlock(string Language, string Heading, string[] Lines)
{
    public static readonly string Text = File.ReadAllText(Repository("README.md"));

    public static readonly ReadmeBlock[] All = [.. Read()];

    public string Content => string.Join('\n', Lines) + "\n";

    /// <summary>Of a console: each command with the lines shown below it.</summary>
    public IEnumerable<(string Command, string Shown)> Exchanges()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            Assert.StartsWith("$ ", Lines[i], StringComparison.Ordinal);
            var shown = Lines.Skip(i + 1).TakeWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal)).ToArray();
            yield return (Lines[i][2..], string.Join('\n', shown));
            i += shown.Length;
        }
    }

    public override string ToString() => $"{Heading}: {Lines[0]}";

    public static string Repository(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath("../../../" + name, Path.GetDirectoryName(file)!);

    private static IEnumerable<ReadmeBlock> Read()
    {
        var (heading, language, block) = ("", "", (List<string>?)null);
        foreach (var line in Text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block is not null) yield return new ReadmeBlock(language, heading, [.. block]);
                (language, block) = (line[3..], block is null ? [] : null);
            }
            else if (block is not null) block.Add(line);
            else if (line.StartsWith('#')) heading = line.TrimStart('#', ' ');
        }

        Assert.Null(block);
    }
}
