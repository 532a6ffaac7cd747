using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>Rows that are handed on as the text they are.</summary>
public sealed class RowsTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Options = new(ContractJson.Compact.Options) { Converters = { new JobSummaryRows() } };

    private static readonly JobSummary[] Jobs =
        [.. ((string[])["a", "é\"\\\u0001😀", ""]).Select(text => new JobSummary { JobId = text, State = JobStatus.Exited, StartedAt = "t", Tags = [text] })];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Come_through_the_wire_in_either_form_and_can_be_read(bool asText)
    {
        var rows = new Rows<JobSummary>([.. Jobs.Select(job => (ReadOnlyMemory<byte>)ContractJson.ToLine(job))], ContractJson.Compact.JobSummary) { AsText = asText };
        var sent = ContractJson.ToLine(new ListReply(rows, 1));
        Assert.Equal(asText, Encoding.UTF8.GetString(sent).StartsWith("{\"jobs\":\"", StringComparison.Ordinal));
        var got = System.Text.Json.JsonSerializer.Deserialize(sent, ContractJson.Compact.ListReply)!;
        Assert.Equal(Encoding.UTF8.GetString(ContractJson.ToLine(new ListReply(Jobs, 1))), Encoding.UTF8.GetString(ContractJson.ToLine(got)));
        Assert.Equal(Jobs.Select(job => job.JobId), got.Jobs.Select(job => job.JobId));
        Assert.Equal("é\"\\\u0001😀", got.Jobs[1].Tags[0]);
    }

    [Fact]
    public void Come_out_of_an_answer_as_they_went_in()
    {
        var answer = new ListResponse { Root = "r", Jobs = Jobs, Truncated = false, Skipped = 0 };
        var text = ContractJson.ToLine(answer);
        var got = System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<JobSummary>>(
            System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("jobs"), Options)!;
        Assert.Equal(Jobs.Select(job => job.JobId), got.Select(job => job.JobId));
        var again = new System.Buffers.ArrayBufferWriter<byte>();
        ContractJson.AppendLine(again, answer with { Jobs = got });
        Assert.Equal(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(again.WrittenSpan));
    }

    [Theory]
    [InlineData(int.MaxValue, 6)]
    [InlineData(6, 6)]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    public void Are_joined_and_cut(int limit, int count)
    {
        var joined = Rows<JobSummary>.Join([Jobs, [], Jobs], limit, ContractJson.Compact.JobSummary);
        Assert.Equal(Jobs.Concat(Jobs).Take(count).Select(job => job.JobId), joined.Select(job => job.JobId));
        Assert.Equal(count, joined.Count);
    }
}
