using System.Text.Json;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary><c>tag set</c> and <c>notify set</c> as functions (contract A18, A19).</summary>
public sealed class JobEditsTests
{
    private const string Rule = """{"pattern":"p","match_type":"contains","stream":"either"}""";
    private const string Full = """{"pattern":"p","match_type":"regex","stream":"stderr","command":"c","file":"f"}""";

    [Theory]
    // Each option alone.
    [InlineData("{}", """{"command":"C"}""", """{"notify_command":"C"}""")]
    [InlineData("{}", """{"output_pattern":"p"}""", $$"""{"on_output_match":{{Rule}}}""")]
    [InlineData("{}", """{"notify_timeout_ms":5}""", """{"notify_timeout_ms":5}""")]
    [InlineData("{}", """{"output_match_type":"regex"}""", null)]
    [InlineData("{}", """{"output_stream":"stdout"}""", null)]
    [InlineData("{}", """{"output_command":"x"}""", null)]
    [InlineData("{}", """{"output_file":"x"}""", null)]
    [InlineData("{}", """{"output_pattern":""}""", null)]
    [InlineData("{}", "{}", null)]
    // Over what is stored.
    [InlineData("""{"notify_command":"A","notify_file":"F"}""", """{"command":"C"}""", """{"notify_command":"C","notify_file":"F"}""")]
    [InlineData("""{"notify_command":"A","notify_file":"F"}""", """{"command":""}""", """{"notify_command":"","notify_file":"F"}""")]
    [InlineData("""{"notify_command":"A"}""", "{}", """{"notify_command":"A"}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", "{}", $$"""{"on_output_match":{{Full}}}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", """{"output_pattern":"q"}""",
        """{"on_output_match":{"pattern":"q","match_type":"regex","stream":"stderr","command":"c","file":"f"}}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", """{"output_match_type":"contains"}""",
        """{"on_output_match":{"pattern":"p","match_type":"contains","stream":"stderr","command":"c","file":"f"}}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", """{"output_stream":"either"}""",
        """{"on_output_match":{"pattern":"p","match_type":"regex","stream":"either","command":"c","file":"f"}}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", """{"output_command":"","output_file":"g"}""",
        """{"on_output_match":{"pattern":"p","match_type":"regex","stream":"stderr","command":"","file":"g"}}""")]
    // An empty pattern drops the whole block and nothing else.
    [InlineData($$"""{"notify_file":"F","on_output_match":{{Full}}}""", """{"output_pattern":"","output_command":"x"}""", """{"notify_file":"F"}""")]
    [InlineData($$"""{"on_output_match":{{Full}}}""", """{"output_pattern":""}""", null)]
    // What is not known stays.
    [InlineData("""{"later":[1]}""", """{"command":"C"}""", """{"notify_command":"C","later":[1]}""")]
    [InlineData("""{"later":[1]}""", "{}", """{"later":[1]}""")]
    [InlineData("""{"on_output_match":{"pattern":"p","match_type":"contains","stream":"either","later":1}}""", """{"output_pattern":"q"}""",
        """{"on_output_match":{"pattern":"q","match_type":"contains","stream":"either","later":1}}""")]
    public void Should_lay_what_is_asked_over_what_is_stored(string stored, string asked, string? expected)
    {
        var next = Edit(stored, asked);
        Assert.Equal(expected, next.Notification is { } settings ? JsonSerializer.Serialize(settings, ContractJson.Compact.NotificationSettings) : null);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)")]
    [InlineData(@"(a)\1")]
    [InlineData("[a&&b]")]
    public void Should_refuse_a_pattern_that_does_not_compile(string pattern)
    {
        var asked = new NotifySetRequest { JobId = "i", OutputPattern = pattern, OutputMatchType = OutputMatchType.Regex, Command = "never" };
        var refusal = Assert.Throws<AgentExecException>(() => JobEdits.Apply(States.Meta("i"), asked)).Error;
        Assert.Equal((ErrorCode.InvalidPattern, false), (refusal.Code, refusal.Retryable));
        Assert.Contains(pattern, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(pattern, JobEdits.Apply(States.Meta("i"), asked with { OutputMatchType = null }).Notification!.OnOutputMatch!.Pattern);
    }

    [Fact]
    public void Should_refuse_to_make_a_stored_text_a_regex_that_does_not_compile() => Assert.Equal(
        ErrorCode.InvalidPattern,
        Assert.Throws<AgentExecException>(() => Edit("""{"on_output_match":{"pattern":"("}}""", """{"output_match_type":"regex"}""")).Error.Code);

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("b,a,b,a.c,a", "b,a,a.c")]
    [InlineData("A,a", "A,a")]
    public void Should_replace_all_tags_in_the_order_they_came(string asked, string expected)
    {
        var before = States.Meta("i") with { Tags = ["old"], Notification = new NotificationSettings { NotifyCommand = "c" } };
        var next = JobEdits.Apply(before, new TagSetRequest { JobId = "i", Tags = asked.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        Assert.Equal(expected, string.Join(',', next.Tags));
        Assert.Equal(before with { Tags = next.Tags }, next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a.*")]
    public void Should_refuse_what_is_no_tag(string tag) => Assert.Equal(
        ErrorCode.InvalidTag,
        Assert.Throws<AgentExecException>(() => JobEdits.Apply(States.Meta("i"), new TagSetRequest { JobId = "i", Tags = ["ok", tag] })).Error.Code);

    [Fact]
    public void Should_show_masked_values_hidden_and_store_them_whole()
    {
        var meta = States.Meta("i") with { Mask = ["TOKEN"] };
        var next = JobEdits.Apply(meta, new NotifySetRequest { JobId = "i", Command = "TOKEN=s3 x" });
        var shown = JobEdits.Describe(next, new NotifySetRequest { JobId = "i", RequestId = "q" });
        Assert.Equal(("TOKEN=s3 x", "TOKEN=*** x", "q"), (next.Notification!.NotifyCommand, shown.Notification!.NotifyCommand, shown.RequestId));
    }

    [Fact]
    public void Should_keep_every_other_field_of_a_description_also_unknown_ones()
    {
        const string text = """{"job":{"id":"i","x":1},"schema_version":"0.1","command":["c"],"created_at":"t","root":"r","env_keys":["A"],"tags":["t"],"y":{"z":2}}""";
        var meta = JsonSerializer.Deserialize(text, ContractJson.Compact.JobMeta)!;
        var next = JsonSerializer.Serialize(JobEdits.Apply(meta, new TagSetRequest { JobId = "i", Tags = ["u"] }), ContractJson.Compact.JobMeta);
        Assert.Equal(text.Replace("[\"t\"]", "[\"u\"]", StringComparison.Ordinal), next);
    }

    private static JobMeta Edit(string stored, string asked)
    {
        var request = JsonSerializer.Deserialize($$"""{"job_id":"i",{{asked[1..]}}""".Replace(",}", "}", StringComparison.Ordinal), ContractJson.Compact.NotifySetRequest)!;
        var settings = JsonSerializer.Deserialize(stored, ContractJson.Compact.NotificationSettings)!;
        return JobEdits.Apply(States.Meta("i") with { Notification = settings.IsEmpty ? null : settings }, request);
    }
}
