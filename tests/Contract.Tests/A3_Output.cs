using System.Diagnostics;

namespace AgentExec.Contract.Tests;

public sealed class A3_Output : InWorld
{
    [Fact]
    public void A3_1_one_line_of_json()
    {
        var run = Run("run", "--wait", "--", "printf 'a\\nb\\n'");
        var job = run.Ok().Text("job_id");
        foreach (var call in (Call[])[run, Run("status", job), Run("tail", job), Run("wait", job), Run("kill", job), Run("list"), Run("status", "nope")])
        {
            Assert.Equal(call.Answer().ToString() + "\n", call.Stdout);
            Assert.Equal(call.Answer().Raw().Length, System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonDocument.Parse(call.Stdout)).Length);
        }
    }

    [Fact]
    public void A3_2_never_asks()
    {
        // stdin stays open and silent.
        using var process = Programs.Start(Work, Environment, [Here, "run", "--wait", "--", "true"]);
        Programs.Finish(process, Stopwatch.GetTimestamp(), "run with a silent stdin").Ok();
    }

    [Fact]
    public void A3_3_no_brace_on_stderr()
    {
        var calls = (Call[])[Run("-vvv", "run", "--wait", "--", "{", "}"), Run("-vvv", "status", "{"), Run("{"), Run("run", "--{", "x")];
        Assert.DoesNotContain(calls.SelectMany(call => call.Stderr.Split('\n')), line => line.StartsWith('{'));
    }

    [Fact]
    public void A3_4_success_envelope()
    {
        var run = Wait("--", "true");
        foreach (var answer in (Json[])[run, Ok("status", run.Text("job_id")), Ok("list")])
        {
            answer.BeginsWith("schema_version", "ok", "type");
            Assert.Equal(("0.1", true), (answer.Text("schema_version"), answer.Flag("ok")));
        }
    }

    [Fact]
    public void A3_5_types()
    {
        var job = Ended("--", "true");
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Assert.Equal(verb, Ok(verb, job).Text("type"));
        Assert.Equal("list", Ok("list").Text("type"));
        Assert.Equal("run", Ok("run", "--snapshot-after", "0", "--", "true").Text("type"));
    }

    [Fact]
    public void A3_6_more_types()
    {
        var job = Ended("--", "true");
        Assert.Equal("gc", Ok("gc", "--dry-run").Text("type"));
        Assert.Equal("schema", Ok("schema").Text("type"));
        Assert.Equal("tag_set", Ok("tag", "set", job).Text("type"));
        Assert.Equal("notify.set", Ok("notify", "set", job).Text("type"));
        Assert.Equal("install_skills", Ok("install-skills").Text("type"));
    }

    [Fact]
    public void A3_7_error_envelope()
    {
        var error = Error("job_not_found", "status", "nope");
        Assert.Equal(["schema_version", "ok", "type", "error"], error.Keys());
        Assert.Equal(("0.1", "error"), (error.Text("schema_version"), error.Text("type")));
        error.At("error").BeginsWith("code", "message", "retryable");
        Assert.False(error.Flag("error.retryable"));
    }

    [Fact]
    public void A3_8_null_is_left_out()
    {
        var job = Launch("--", "sleep 600");
        foreach (var verb in (string[][])[["status", job], ["tail", job], ["wait", "--timeout-ms", "1", job], ["list", "--all"]])
            Assert.DoesNotContain("null", Run(verb).Stdout);
        Finish(job);
        Assert.False(Ok("status", job).Has("exit_code"));
    }

    [Fact]
    public void A3_9_raw_text()
    {
        var run = Run("run", "--wait", "--", "printf '%s' 'grüße 日本 😀 \u2028'");
        Assert.Contains("\"stdout_tail\":\"grüße 日本 😀 \u2028\"", run.Stdout);
    }

    [Fact]
    public void A3_10_escapes()
    {
        var run = Run("run", "--wait", "--", "printf '%s' '<a&b>+/`' \"'\"; printf '\"\\\\\\t\\001'");
        var written = run.Stdout[run.Stdout.IndexOf("<a&b>", StringComparison.Ordinal)..];
        Assert.StartsWith("<a&b>+/`'\\\"\\\\\\t\\u0001\"", written);
    }

    [Fact]
    public void A3_11_times()
    {
        var job = Ended("--", "true");
        var status = Ok("status", job);
        Assert.True(status.IsTime("started_at") && status.IsTime("finished_at"), status.ToString());
        Assert.True(Meta(job).IsTime("created_at") && State(job).IsTime("updated_at"));
        Assert.InRange(DateTime.Parse(status.Text("finished_at")).ToUniversalTime(), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddSeconds(1));
    }

    [Fact]
    public void A3_12_relative_root()
    {
        var run = Wait("--root", "rel", "--", "echo hi");
        Assert.Equal($"rel/{run.Text("job_id")}/stdout.log", run.Text("stdout_log_path"));
        Assert.Equal("hi\n", File.ReadAllText(InWork(run.Text("stdout_log_path"))));
        Assert.Equal($"rel/{run.Text("job_id")}/stderr.log", Ok("tail", "--root", "rel", run.Text("job_id")).Text("stderr_log_path"));
        Assert.Equal("rel", Ok("list", "--root", "rel").Text("root"));
    }

    [Fact]
    public void A3_13_absolute_root()
    {
        var run = Wait("--", "true");
        Assert.Equal(JobFile(run.Text("job_id"), "stdout.log"), run.Text("stdout_log_path"));
        Assert.Equal(JobFile(run.Text("job_id"), "stderr.log"), run.Text("stderr_log_path"));
    }
}
