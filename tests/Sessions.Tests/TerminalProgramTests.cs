namespace AgentExec.Sessions.Tests;

/// <summary>§5: programs that need a terminal, as they are installed, driven by keys and read back.</summary>
public sealed class TerminalProgramTests : ToolTest
{
    [SkippableFact]
    public void Should_drive_a_python_repl()
    {
        var id = Terminal("python3 -q", "python3");
        PollUntil(id, ">>> ");
        Keys(id, "6*7", "Enter");
        PollUntil(id, "42");
        Keys(id, "import sys; print('tty', sys.stdin.isatty())", "Enter");
        PollUntil(id, "tty True");
        Keys(id, "exit(5)", "Enter");
        Assert.Equal(5, PollToEnd(id).End.Number("exitCode"));
    }

    [SkippableFact]
    public void Should_drive_an_interactive_bash()
    {
        var id = Terminal("bash --norc --noprofile -i", "bash");
        PollUntil(id, "bash-");
        Type(id, "stty size; test -t 0 && echo is-a-tty; tty\\r");
        var shown = PollUntil(id, "/dev/pts/");
        Assert.Contains("30 120", shown);
        Assert.Contains("is-a-tty", shown);
        // Job control: the terminal's interrupt ends what is in front, not the shell.
        Type(id, "sleep 600\\r");
        PollUntil(id, "sleep 600");
        Keys(id, "", "C-c");
        PollUntil(id, "bash-");
        Keys(id, "echo $?-after", "Enter");
        PollUntil(id, "130-after");
        // History by an arrow.
        Keys(id, "", "Up", "Up", "Up", "C-u");
        Type(id, "exit 6\\r");
        Assert.Equal(6, PollToEnd(id).End.Number("exitCode"));
    }

    [SkippableFact]
    public void Should_write_a_file_with_vim()
    {
        var id = Terminal("vim -u NONE -i NONE -n notes.txt", "vim");
        PollUntil(id, "notes.txt");
        Keys(id, "ihello from vim", "Escape");
        PollUntil(id, "vim");
        // In application cursor mode, which vim switches on, an arrow is another text.
        Keys(id, "o", "Escape");
        Keys(id, "isecond", "Escape", "Up", "Home");
        Keys(id, "iOh ", "Escape");
        Keys(id, ":wq", "Enter");
        Assert.Equal(0, PollToEnd(id).End.Number("exitCode"));
        Assert.Equal("Oh hello from vim\nsecond\n", File.ReadAllText(Path.Combine(Box.Work, "notes.txt")));
    }

    [SkippableFact]
    public void Should_page_through_a_file_with_less()
    {
        File.WriteAllLines(Path.Combine(Box.Work, "long.txt"), Enumerable.Range(1, 500).Select(i => $"line {i};"));
        var id = Terminal("less long.txt", "less");
        var first = PollUntil(id, "line 29;");
        Assert.DoesNotContain("line 60;", first);
        Keys(id, "", "Space");
        PollUntil(id, "line 58;");
        Keys(id, "G");
        PollUntil(id, "line 500;");
        Keys(id, "g");
        Keys(id, "/line 250", "Enter");
        // What was found is highlighted; the line behind it is not.
        PollUntil(id, "line 251;");
        Keys(id, "q");
        Assert.Equal(0, PollToEnd(id).End.Number("exitCode"));
    }

    [Fact]
    public void Should_have_the_size_that_is_asked_for_later()
    {
        var id = Background("trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done", ",\"pty\":true");
        PollUntil(id, "ready");
        Assert.Equal("running", Process("resize", id, ",\"columns\":100,\"rows\":40").Status);
        PollUntil(id, "40 100");
        End(id);
    }

    [Fact]
    public void Should_answer_who_asks_for_the_cursor_and_keep_the_question_out_of_the_output()
    {
        var id = Background("stty raw -echo; printf 'a\\033[6nb\\033[?'; sleep 0.2; printf '6nc'; dd bs=1 count=12 2>/dev/null | od -An -c; stty sane; echo end", ",\"pty\":true");
        var output = PollToEnd(id).Output;
        Assert.Contains("abc", output);
        Assert.DoesNotContain("\u001b[6n", output);
        Assert.Equal(2, output.Split("033   [   1   ;   1   R").Length - 1);
    }

    [Fact]
    public void Should_paste_in_brackets_and_end_the_input()
    {
        var id = Background("stty -echo -icanon; printf ready; dd bs=1 count=14 2>/dev/null | od -An -c; stty icanon; cat; echo ended", ",\"pty\":true");
        PollUntil(id, "ready");
        Process("paste", id, ",\"text\":\"hi\"");
        PollUntil(id, "h   i 033   [   2   0   1   ~");
        Assert.True(Process("write", id, ",\"eof\":true").Flag("eof"));
        PollUntil(id, "ended");
    }

    private string Terminal(string command, string program)
    {
        Skip.IfNot(Cli.Environment["PATH"].Split(':').Any(directory => File.Exists(Path.Combine(directory, program))), $"{program} is not installed");
        return Background(command, ",\"pty\":true");
    }

    private void Keys(string session, string literal, params string[] keys) => Assert.Equal("running", Process(
        "send-keys", session, $",\"literal\":\"{literal}\",\"keys\":[{string.Join(',', keys.Select(key => $"\"{key}\""))}]").Status);

    private void Type(string session, string json) => Assert.Equal("running", Process("send-keys", session, $",\"literal\":\"{json}\"").Status);
}
