using Akka.Configuration;

namespace AgentExec.Architecture.Tests;

/// <summary>Every setting is explained where it is set.</summary>
public sealed class SettingsTests
{
    public static TheoryData<string> Files => new(Tree.Files("hocon", "*.conf"));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_comment_stands_above_a_setting_or_above_its_group(string path)
    {
        var uncommented = new List<string>();
        // One entry a block: whether a comment stands above it or, inside, above the run of settings that the line belongs to.
        var blocks = new Stack<bool>([false]);
        var commented = false;
        foreach (var line in Tree.Lines(path).Select(line => line.Trim()))
        {
            if (line.StartsWith('#')) commented = true;
            else if (line.Length == 0) commented = false;
            else if (line.StartsWith('}')) commented = blocks.Pop();
            else if (line.EndsWith('{')) blocks.Push(commented || blocks.Peek());
            else if (!commented && !blocks.Peek()) uncommented.Add(line);
        }

        Assert.DoesNotContain(uncommented, line => !IsPlain(line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_says_what_it_is_and_is_read(string path)
    {
        Assert.StartsWith("# ", Tree.Text(path), StringComparison.Ordinal);
        Assert.False(ConfigurationFactory.ParseString(Tree.Text(path)).IsEmpty);
    }

    // What speaks for itself.
    private static bool IsPlain(string line) =>
        line.StartsWith("loglevel =", StringComparison.Ordinal) || line is "provider = remote" or "port = 0" or "enable-ssl = true"
        || line.StartsWith("enabled-transports =", StringComparison.Ordinal) || line.StartsWith("log-remote-lifecycle-events =", StringComparison.Ordinal);
}
