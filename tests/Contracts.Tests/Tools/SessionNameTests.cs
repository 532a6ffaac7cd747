using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 4: verb and target of a command.</summary>
public sealed class SessionNameTests
{
    [Theory]
    [InlineData("echo hello", "echo hello")]
    [InlineData("npm run build", "npm run")]
    [InlineData("ls", "ls")]
    [InlineData("ls -la", "ls -la")]
    [InlineData("ls -la --color", "ls -la")]
    [InlineData("tar -xzf archive.tgz -C /tmp", "tar archive.tgz")]
    [InlineData("  sleep   5", "sleep 5")]
    [InlineData("echo 'hello world' again", "echo hello world")]
    [InlineData("echo \"say \\\"hi\\\"\"", "echo say \"hi\"")]
    [InlineData("echo a\\ b", "echo a b")]
    [InlineData("echo 'it'\"'\"'s'", "echo it's")]
    [InlineData("echo ''", "echo")]
    [InlineData("echo 'open", "echo open")]
    [InlineData("grep -- -x file", "grep file")]
    public void Verb_and_first_later_word_that_is_no_option(string command, string name) => Assert.Equal(name, SessionName.Of(command));

    [Theory]
    [InlineData("sleep 5 && echo done", "sleep 5")]
    [InlineData("ls | wc", "ls")]
    [InlineData("ls;pwd", "ls")]
    [InlineData("ls &", "ls")]
    [InlineData("make\nmake install", "make")]
    [InlineData("\n\nmake all", "make all")]
    [InlineData("make \\\n  all", "make all")]
    [InlineData("cat < in > out", "cat")]
    [InlineData("make 2>&1 test", "make test")]
    [InlineData("make &>log test", "make test")]
    [InlineData("make >log test", "make test")]
    [InlineData("echo 'a;b|c'", "echo a;b|c")]
    public void Only_the_first_simple_command_counts(string command, string name) => Assert.Equal(name, SessionName.Of(command));

    [Theory]
    [InlineData("TOKEN=abc A='b c' curl https://example.org", "curl https://example.org")]
    [InlineData("TOKEN=abc", "TOKEN=…")]
    [InlineData("dd if=/dev/zero of=x", "dd if=/dev/zero")]
    [InlineData("=x y", "=x y")]
    public void Assignments_before_the_verb_are_not_shown(string command, string name) => Assert.Equal(name, SessionName.Of(command));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(";;")]
    [InlineData("|")]
    public void Nothing_to_name_has_no_name(string command) => Assert.Equal("", SessionName.Of(command));

    [Fact]
    public void A_long_one_is_cut_in_its_middle()
    {
        var name = SessionName.Of($"cat /var/{new string('x', 100)}/end.log");
        Assert.Equal((48, "cat /var/xxxxxxxxxxxxxxx…xxxxxxxxxxxxxxx/end.log"), (name.Length, name));
    }

    [Fact]
    public void A_cut_splits_no_character()
    {
        for (var before = 0; before < 4; before++)
        {
            var name = SessionName.Of("echo " + new string('a', before) + string.Concat(Enumerable.Repeat("😀", 40)));
            Assert.InRange(name.Length, 45, 48);
            Assert.All(name.EnumerateRunes(), rune => Assert.NotEqual(System.Text.Rune.ReplacementChar, rune));
        }
    }

    [Fact]
    public void It_is_one_line() => Assert.Equal("echo a b c", SessionName.Of("echo 'a\nb\u001bc'"));

    [Fact]
    public void Ten_million_characters_are_a_name_too() =>
        Assert.Equal($"echo {new string('a', 19)}…{new string('a', 23)}", SessionName.Of("echo " + new string('a', 10_000_000)));
}
