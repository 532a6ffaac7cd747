namespace AgentExec.Contract.Tests;

public sealed class A2_CommandLine : InWorld
{
    private static readonly string[] Verbs = ["run", "status", "tail", "wait", "kill", "list", "help"];

    private static readonly string[] LaterVerbs = ["gc", "schema", "tag set", "notify set", "install-skills"];

    [Fact]
    public void A2_1_commands_are_known() => Assert.All(Verbs, verb => Assert.Equal(0, Run(verb, "--help").ExitCode));

    [Fact]
    public void A2_2_more_commands_are_known() => Assert.All(LaterVerbs, verb => Assert.Equal(0, Run([.. verb.Split(' '), "--help"]).ExitCode));

    [Fact]
    public void A2_3_root_before_the_command() => Assert.Equal("/nowhere", Ok("--root", "/nowhere", "list").Text("root"));

    [Fact]
    public void A2_4_root_after_the_command() => Assert.Equal("/nowhere", Ok("list", "--root", "/nowhere").Text("root"));

    [Fact]
    public void A2_5_inner_root_wins() => Assert.Equal("/inner", Ok("--root", "/outer", "list", "--root", "/inner").Text("root"));

    [Fact]
    public void A2_6_root_is_ignored_where_none_is_needed()
    {
        Assert.Equal(Ok("schema").Raw(), Ok("schema", "--root", this["other"]).Raw());
        Ok("install-skills", "--root", this["other"]);
        Assert.False(Directory.Exists(this["other"]));
    }

    [Fact]
    public void A2_7_root_at_every_level_of_the_set_commands()
    {
        var job = Ended("--", "true");
        Environment["AGENT_EXEC_ROOT"] = this["other"];
        foreach (var noun in (string[])["tag", "notify"])
        {
            Ok("--root", Root, noun, "set", job);
            Ok(noun, "--root", Root, "set", job);
            Ok(noun, "set", "--root", Root, job);
            Ok(noun, "set", job, "--root", Root);
            Ok("--root", "/outer", noun, "--root", "/middle", "set", "--root", Root, job);
        }
    }

    [Fact]
    public void A2_8_verbose_counts_at_both_levels()
    {
        foreach (var flags in (string[])["-v list", "list -v", "-vv list", "list -vvv", "--verbose list --verbose", "-v -v list -v"]) Ok(flags.Split(' '));
    }

    [Fact]
    public void A2_9_help_on_stdout()
    {
        foreach (var words in (string[][])[["-h"], ["--help"], .. Verbs.SelectMany(verb => (string[][])[[verb, "-h"], [verb, "--help"]])])
        {
            var help = Run(words);
            Assert.Equal((0, ""), (help.ExitCode, help.Stderr));
            Assert.Contains("sage", help.Stdout);
        }
    }

    [Fact]
    public void A2_10_help_command_is_the_help_option()
    {
        Assert.Equal(Run("--help").Stdout, Run("help").Stdout);
        Assert.Equal(Run("run", "--help").Stdout, Run("help", "run").Stdout);
    }

    [Fact]
    public void A2_11_help_is_english() => Assert.Matches("Usage:.*--snapshot-after.*the ", Run("help", "run").Stdout.ReplaceLineEndings(" "));

    [Fact]
    public void A2_12_value_after_blank_or_equals_sign()
    {
        Assert.Equal("/nowhere", Ok("list", "--root=/nowhere").Text("root"));
        Assert.Equal(["a", "b"], Wait("--tag=a", "--tag", "b", "--", "true").Texts("tags"));
    }

    [Theory]
    [InlineData("list", "--lim", "1")]
    [InlineData("list", "--al")]
    [InlineData("run", "--wai", "true")]
    public void A2_13_no_abbreviations(params string[] words) => Usage(words);

    [Theory]
    [InlineData("list", "--limit", "1", "--limit", "2")]
    [InlineData("list", "--root", "/a", "--root", "/b")]
    [InlineData("tail", "--max-bytes", "1", "--max-bytes", "1", "X")]
    [InlineData("run", "--cwd", "/", "--cwd", "/", "true")]
    public void A2_14_twice_is_an_error(params string[] words) => Usage(words);

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1S")]
    [InlineData("0x10")]
    [InlineData("")]
    [InlineData("18446744073709551616")]
    public void A2_15_bad_numbers(string number)
    {
        Usage("list", $"--limit={number}");
        Usage("run", $"--timeout={number}", "true");
        Usage("wait", $"--timeout-ms={number}", "X");
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void A2_16_largest_number()
    {
        Ok("list", "--limit", "18446744073709551615");
        Assert.Equal("hi", Wait("--max-bytes", "18446744073709551615", "--timeout", "18446744073709551615", "--", "echo hi").Text("final_snapshot.stdout_tail"));
    }

    [Fact]
    public void A2_17_command_is_literal() => Assert.Equal("hi --wait --root /x -h\n", Output("echo", "hi", "--wait", "--root", "/x", "-h"));

    [Fact]
    public void A2_18_later_dashes_are_literal()
    {
        Assert.Equal("hi --wait -- x\n", Output("echo", "hi", "--wait", "--", "x"));
        Assert.Equal("-- x\n", Output("--", "echo", "--", "x"));
    }

    [Fact]
    public void A2_19_dashes_are_optional() => Assert.Equal("hi\n", Output("echo", "hi"));

    [Fact]
    public void A2_20_command_with_a_dash_needs_dashes()
    {
        Usage("run", "--wait", "-x", "y");
        Assert.Equal(127, Wait("--", "-x", "y").Number("exit_code"));
    }

    [Fact]
    public void A2_21_empty_command()
    {
        var run = Wait("--", "");
        Assert.Equal(("exited", 0L), (run.Text("state"), run.Number("exit_code")));
        Assert.Equal([""], Meta(run.Text("job_id")).Texts("command"));
    }

    [Fact]
    public void A2_23_usage_error()
    {
        var run = Run("frobnicate");
        Assert.Equal((2, ""), (run.ExitCode, run.Stdout));
        Assert.NotEqual("", run.Stderr);
    }

    [Fact]
    public void A2_24_unknown_command() => Assert.Contains("frobnicate", Usage("frobnicate"));

    [Fact]
    public void A2_25_unknown_option()
    {
        Assert.Contains("--frobnicate", Usage("list", "--frobnicate"));
        Assert.Contains("--frobnicate", Usage("--frobnicate", "list"));
        Assert.Contains("--frobnicate", Usage("run", "--frobnicate", "true"));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "--")]
    [InlineData("status")]
    [InlineData("tail")]
    [InlineData("wait")]
    [InlineData("kill")]
    [InlineData("list", "--tag")]
    public void A2_26_missing_argument(params string[] words) => Usage(words);

    [Fact]
    public void A2_27_no_command()
    {
        var said = Usage();
        foreach (var verb in Verbs[..^1]) Assert.Contains(verb, said);
    }

    [Fact]
    public void A2_28_bad_enumeration_value() => Usage("list", "--state", "bogus");

    [Fact]
    public void A2_29_all_excludes_cwd() => Usage("list", "--all", "--cwd", "/");

    [Fact]
    public void A2_30_inherit_excludes_no_inherit() => Usage("run", "--inherit-env", "--no-inherit-env", "true");

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a_b")]
    [InlineData("ä")]
    [InlineData("*")]
    public void A2_31_malformed_tag(string tag)
    {
        Usage("run", $"--tag={tag}", "true");
        Usage("list", $"--tag={tag}");
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void A2_32_not_utf8()
    {
        Shell("exec \"$0\" run -- \"$(printf 'a\\377b')\"").Usage();
        Shell("exec \"$0\" status \"$(printf 'a\\377b')\"").Usage();
        Assert.False(Directory.Exists(Root));
    }
}
