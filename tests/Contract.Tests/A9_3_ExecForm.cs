namespace AgentExec.Contract.Tests;

public sealed class A9_3_ExecForm : InWorld
{
    [Fact]
    public void A9_3_1_shell_code() => Assert.Equal("2\n/\n", Output("--", "cd / && seq 3 | grep -c '[12]'; pwd"));

    [Fact]
    public void A9_3_2_intact_words()
    {
        string[] words = ["a b", "$HOME", "*", "it's", "\"q\"", "", "new\nline", "\\", "`x`", "~", "ü", ";", "&&"];
        Assert.Equal(string.Concat(words.Select(word => word + "|")), Output(["--", "printf", "%s|", .. words]));
    }

    [Fact]
    public void A9_3_3_login_shell()
    {
        File.WriteAllText(Path.Combine(Home, ".profile"), "export FROM_PROFILE=yes\n");
        Assert.Equal("yes\n", Output("--", "echo $FROM_PROFILE"));
        Assert.Equal("FROM_PROFILE=yes", Output("env").Split('\n').Single(line => line.StartsWith("FROM_PROFILE", StringComparison.Ordinal)));
    }

    [Fact]
    public void A9_3_4_one_argument()
    {
        WriteWork("wrapper", "for word; do printf '[%s]' \"$word\"; done\n");
        Assert.Equal("[-x][echo  $a 'b']", Output("--shell-wrapper", $"sh {InWork("wrapper")} -x", "--", "echo  $a 'b'"));
    }
}
