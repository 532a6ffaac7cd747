using System.Text.RegularExpressions;

namespace AgentExec.Architecture.Tests;

/// <summary>Sizes and words of the sources.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void Files_are_short() => Assert.Empty(Longer(Tree.Files("src", "*.cs"), 300));

    [Fact]
    public void Actors_are_shorter() => Assert.Empty(Longer(Tree.Files("src", "*Actor.cs"), 250));

    [Fact]
    public void Programs_only_begin() => Assert.Empty(Longer(Tree.Files("src", "Program.cs"), 59));

    [Fact]
    public void Nothing_is_left_for_later() => Assert.DoesNotContain(
        Tree.Files("src", "*.cs").Concat(Tree.Files("hocon", "*.conf")), path => Unfinished().IsMatch(Tree.Text(path)));

    // Patience looks again at what the system tells nobody, in one place for all of them.
    [Fact]
    public void Tests_wait_for_facts_and_never_for_time() => Assert.DoesNotContain(
        Tree.Files("tests", "*.cs"),
        // The child program sleeps on order, and Patience is the one place that looks again where nothing can be waited on.
        path => !path.StartsWith("tests/ChildTool/", StringComparison.Ordinal) && path != "tests/Shared/Patience.cs" && Sleeping().IsMatch(Tree.Text(path)));

    // A file that this process wrote may be "busy" for a moment: Executable says why.
    [Fact]
    public void Tests_let_another_process_write_programs() => Assert.DoesNotContain(
        Tree.Files("tests", "*.cs"), path => path != "tests/Shared/Executable.cs" && WritesProgram().IsMatch(Tree.Text(path)));

    // Some of these tests look for zombies of the process that all of them run in, or for locks that it has let go of: a child holds them until its exec.
    [Theory]
    [InlineData("tests/Actors.Tests")]
    [InlineData("tests/Client.Tests")]
    public void Tests_inside_one_process_start_no_other(string project) => Assert.DoesNotContain(
        Tree.Files(project, "*.cs"), path => Tree.Text(path).Contains("Process.Start(", StringComparison.Ordinal));

    [Fact]
    public void Nothing_sleeps_in_the_product_either() => Assert.DoesNotContain(Tree.Files("src", "*.cs"), path => Sleeping().IsMatch(Tree.Text(path)));

    [Fact]
    public void Actors_do_not_ask() => Assert.DoesNotContain(Tree.Files("src/Actors", "*.cs"), path => Tree.Text(path).Contains(".Ask<", StringComparison.Ordinal));

    [Fact]
    public void Namespaces_are_where_the_files_are() => Assert.Empty(
        from path in Tree.Files("src", "*.cs")
        let declared = Namespace().Match(Tree.Text(path))
        where declared.Success && declared.Groups[1].Value != "AgentExec." + Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.')
        select path);

    private static IEnumerable<string> Longer(IEnumerable<string> files, int lines) =>
        from path in files
        let count = Tree.Lines(path).Length
        where count > lines
        select $"{path}: {count} lines";

    // Taken apart so that this file does not find itself.
    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"Thread\.(Sleep)\(|Task\.(Delay)\(\s*(\d|TimeSpan)")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"File\.(Copy\((Here|NativePrograms)|WriteAll\w+\([^;]*""#!)")]
    private static partial Regex WritesProgram();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
