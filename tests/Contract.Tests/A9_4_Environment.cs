namespace AgentExec.Contract.Tests;

public sealed class A9_4_Environment : InWorld
{
    [Fact]
    public void A9_4_1_inherited()
    {
        Environment["MINE"] = "a b=c";
        Assert.Equal("a b=c\n", Output("--", "printenv MINE"));
        Assert.Equal("a b=c\n", Output("--inherit-env", "--", "printenv MINE"));
    }

    [Fact]
    public void A9_4_2_emptied()
    {
        Environment["MINE"] = "x";
        Assert.Equal("none-only\n", Output("--no-inherit-env", "--env", "OTHER=only", "--", "echo ${MINE:-none}-$OTHER"));
    }

    [Fact]
    public void A9_4_3_later_wins()
    {
        Environment["A"] = "inherited";
        WriteWork("1.env", "A=1\nB=1\nC=1\n");
        WriteWork("2.env", "B=2\nC=2\n");
        Assert.Equal("1 2 4\n", Output("--env", "C=3", "--env-file", "1.env", "--env", "C=4", "--env-file", "2.env", "--", "echo $A $B $C"));
    }

    [Fact]
    public void A9_4_4_equals_signs() => Assert.Equal("[] [] [x=y=]\n", Output("--env", "A", "--env", "B=", "--env", "C=x=y=", "--", "echo \"[$A] [$B] [$C]\""));

    [Fact]
    public void A9_4_5_env_file()
    {
        WriteWork("x.env", "\n  # comment\n#A=no\n  A=1  \r\nB = two words\nC=x=y\n\t\nD=\n");
        var said = Output("--shell-wrapper", "/usr/bin/env", "--env-file", "x.env", "--", "/usr/bin/env").Split('\n');
        foreach (var line in (string[])["A=1", "C=x=y", "D="]) Assert.Contains(line, said);
        Assert.Contains(said, line => line.StartsWith("B", StringComparison.Ordinal) && line.EndsWith(" two words", StringComparison.Ordinal));
    }

    [Fact]
    public void A9_4_6_nothing_is_interpreted()
    {
        WriteWork("x.env", "A=\"q\"\nB='s'\nexport C=1\nD=a\\nb\nE=x\\\nF\nG=$HOME # no comment\n");
        var said = Output("--env-file", "x.env", "--", "/usr/bin/env").Split('\n');
        foreach (var line in (string[])["A=\"q\"", "B='s'", "D=a\\nb", "E=x\\", "F=", "G=$HOME # no comment"]) Assert.Contains(line, said);
        Assert.DoesNotContain("C=1", said);
    }

    [Fact]
    public void A9_4_7_relative_env_file()
    {
        WriteWork("x.env", "A=1\n");
        Assert.Equal("1\n", Output("--cwd", "/", "--env-file", "x.env", "--", "echo $A"));
    }

    [Fact]
    public void A9_4_8_nothing_is_added()
    {
        var said = Output("--shell-wrapper", "sh -c", "--", "exec /usr/bin/env").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        Assert.Empty(said.Except(Environment.Keys).Except(["PWD", "OLDPWD", "SHLVL", "_"]));
    }

    [Fact]
    public void A9_4_9_default_path()
    {
        Environment["PATH"] = this["empty"];
        Assert.Equal("here\n", Output("--no-inherit-env", "--", "echo here"));
    }

    [Fact]
    public void A9_4_10_mask()
    {
        var run = Wait("--env", "S=secret", "--env", "SX=open", "--mask", "S", "--", "echo $S");
        Assert.Equal(["S=***", "SX=open"], run.Texts("env_vars"));
        Assert.Equal("secret\n", Log(run.Text("job_id")));
        Assert.DoesNotContain("secret", Log(run.Text("job_id"), "meta.json"));
    }

    [Fact]
    public void A9_4_11_unmasked()
    {
        var run = Wait("--env", "A=open", "--", "true");
        Assert.Equal(["A=open"], run.Texts("env_vars"));
        Assert.Equal(["A=open"], Meta(run.Text("job_id")).Texts("env_vars"));
    }

    [Fact]
    public void A9_4_12_env_file_values()
    {
        WriteWork("x.env", "A=from-the-file\n");
        var run = Run("run", "--wait", "--env-file", "x.env", "--", "test $A = from-the-file");
        Assert.Equal(0, run.Ok().Number("exit_code"));
        Assert.DoesNotContain("from-the-file", run.Stdout);
        foreach (var name in (string[])["state.json", "stdout.log"]) Assert.DoesNotContain("from-the-file", Log(run.Ok().Text("job_id"), name));
        Assert.False(Meta(run.Ok().Text("job_id")).Has("env_vars"));
    }
}
