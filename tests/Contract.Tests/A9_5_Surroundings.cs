namespace AgentExec.Contract.Tests;

public sealed class A9_5_Surroundings : InWorld
{
    [Fact]
    public void A9_5_1_stdin() => Assert.Equal("/dev/null\n0\n", Output("--", "readlink /proc/$$/fd/0; wc -c"));

    [Fact]
    public void A9_5_2_session()
    {
        // /proc/PID/stat: pid (name) state ppid pgrp session tty_nr
        var fields = Output("--", "echo $$; cat /proc/$$/stat").Split('\n');
        var stat = fields[1][(fields[1].LastIndexOf(')') + 2)..].Split(' ');
        Assert.Equal((fields[0], fields[0], "0"), (stat[2], stat[3], stat[4]));
    }

    [Fact]
    public void A9_5_3_pwd()
    {
        Assert.Equal(Work + "\n", Output("--", "pwd"));
        Assert.Equal(Home + "\n", Output("--cwd", Home, "--", "pwd"));
    }
}
