using AgentExec.Actors.Registry;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Tests.Registry;

/// <summary>Fault 17: which of the ended jobs are too many. Jobs are named by letters, E ended last; each takes ten bytes, D thirty.</summary>
public sealed class GcLimitsTests
{
    private static readonly CatalogEntry[] Five = [Entry("C", "03"), Entry("A", "01"), Entry("E", "05"), Entry("B", "02"), Entry("D", "04")];

    [Theory]
    // By count.
    [InlineData(null, null, "", "EDCBA", "")]
    [InlineData("0", null, "", "", "EDCBA")]
    [InlineData("2", null, "", "ED", "CBA")]
    [InlineData("4", null, "", "EDCB", "A")]
    [InlineData("5", null, "", "EDCBA", "")]
    [InlineData("18446744073709551615", null, "", "EDCBA", "")]
    // By bytes: the first that does not fit is the last that is looked at, though smaller ones follow.
    [InlineData(null, "0", "", "", "EDCBA")]
    [InlineData(null, "9", "", "", "EDCBA")]
    [InlineData(null, "10", "", "E", "DCBA")]
    [InlineData(null, "39", "", "E", "DCBA")]
    [InlineData(null, "40", "", "ED", "CBA")]
    [InlineData(null, "70", "", "EDCBA", "")]
    [InlineData(null, "18446744073709551615", "", "EDCBA", "")]
    // Both: whichever is stricter.
    [InlineData("3", "40", "", "ED", "CBA")]
    [InlineData("1", "40", "", "E", "DCBA")]
    [InlineData("0", "0", "", "", "EDCBA")]
    // With an age: what is older goes anyhow, and is no more beside it.
    [InlineData("2", null, "03", "ED", "CBA")]
    [InlineData("4", null, "03", "EDC", "BA")]
    [InlineData(null, "70", "05", "E", "DCBA")]
    public void Should_keep_the_newest_and_let_the_others_go(string? keep, string? maxBytes, string since, string stay, string go)
    {
        var request = Request(keep, maxBytes) with { Cutoff = since.Length == 0 ? "" : At(since)[..19] };
        var edges = GcLimits.Find(request, Five, _ => false, entry => entry.Name == "D" ? 30 : 10)!;
        var goes = Five.ToLookup(entry => GcPolicy.ReasonToGo(request, edges, GcLimits.EndOf(entry)) is not null, entry => entry.Name);
        Assert.Equal((stay, go), (Word(goes[false]), Word(goes[true])));
    }

    [Fact]
    public void Should_count_only_what_could_go()
    {
        CatalogEntry[] others =
        [
            Entry("V", "09") with { Status = JobStatus.Running }, Entry("W", "09") with { Status = null }, Entry("X", "09") with { EndedAt = "" },
            Entry("Y", "09"), Entry("Z", "09") with { Place = new JobPlace("Z", default, IsLink: true) },
        ];
        var measured = new List<string>();
        var edges = GcLimits.Find(Request("2", "40"), [.. others, .. Five], name => name == "Y", entry =>
        {
            measured.Add(entry.Name);
            return 15;
        });
        Assert.Equal(new GcEdges(new GcEnd("2026-01-01T00:00:03", "C")), edges);
        // Nor is anything measured that is gone by then.
        Assert.Equal(["E", "D"], measured);
    }

    [Fact]
    public void Should_measure_no_more_than_decides()
    {
        var measured = 0;
        Assert.Equal("D", GcLimits.Find(Request(null, "15"), Five, _ => false, _ =>
        {
            measured++;
            return 10;
        })!.Bytes!.Name);
        Assert.Equal(2, measured);
    }

    [Fact]
    public void Should_tell_equal_times_apart_by_the_name_which_carries_the_time_of_the_start()
    {
        // What follows the seconds is not compared, whoever wrote it.
        CatalogEntry[] same = [Entry("A", "01") with { EndedAt = "2026-01-01T00:00:01.999Z" }, Entry("B", "01"), Entry("C", "01") with { EndedAt = "2026-01-01T00:00:01+00:00" }];
        Assert.Equal(new GcEnd("2026-01-01T00:00:01", "A"), GcLimits.Find(Request("2", null), same, _ => false, _ => 1)!.Keep);
    }

    [Fact]
    public void Should_say_nothing_before_all_sizes_are_known() =>
        Assert.Null(GcLimits.Find(Request("4", "70"), Five, _ => false, entry => entry.Name == "C" ? null : 10));

    private static GcRequest Request(string? keep, string? maxBytes) => new()
    {
        Cutoff = "", OlderThan = "", Keep = keep is null ? null : ulong.Parse(keep), MaxBytes = maxBytes is null ? null : ulong.Parse(maxBytes),
    };

    private static CatalogEntry Entry(string name, string second) => new(new JobPlace(name, default), JobStatus.Exited, At(second), null);

    private static string At(string second) => $"2026-01-01T00:00:{second}Z";

    private static string Word(IEnumerable<string> names) => string.Concat(names.OrderDescending());
}
