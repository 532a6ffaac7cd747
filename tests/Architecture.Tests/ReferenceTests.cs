using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace AgentExec.Architecture.Tests;

/// <summary>Who may know whom: exactly these arrows, in the projects and in what was compiled.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] AllowedPackages =
    [
        "Akka", "Akka.Hosting", "Akka.Remote", "Microsoft.Extensions.Hosting", "Serilog.Extensions.Logging", "Serilog.Sinks.File", "System.CommandLine", "Tomlyn",
    ];

    [Theory]
    [InlineData("Contracts", "")]
    [InlineData("Posix", "")]
    [InlineData("Actors", "Contracts Posix")]
    [InlineData("Remoting", "Contracts Posix")]
    [InlineData("Client", "Contracts Posix Remoting")]
    [InlineData("Host", "Actors Remoting")]
    [InlineData("Keeper", "Contracts Posix")]
    [InlineData("Cli", "Client")]
    public void Projects_refer_to_these_and_no_others(string project, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Tree.References($"src/{project}/{project}.csproj"));

    [Fact]
    public void Every_project_is_in_the_table_above() => Assert.Equal(
        ["Actors", "Cli", "Client", "Contracts", "Host", "Keeper", "Posix", "Remoting"],
        Tree.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Tree.Text("AgentExec.sln").Replace('\\', '/');
        Assert.All(Tree.Files("src", "*.csproj").Concat(Tree.Files("tests", "*.csproj")), path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Posix")]
    [InlineData("Keeper")]
    public void Some_need_no_package_at_all(string project) => Assert.Empty(Tree.Items($"src/{project}/{project}.csproj", "PackageReference"));

    [Fact]
    public void The_product_needs_no_other_packages() => Assert.Equal(
        AllowedPackages,
        Tree.Files("src", "*.csproj").Concat(Tree.Files("src", "*.props")).SelectMany(path => Tree.Items(path, "PackageReference")).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_project_says_versions_of_its_own() => Assert.All(
        Tree.Files("src", "*.csproj").Concat(Tree.Files("tests", "*.csproj")),
        path => Assert.DoesNotContain(XDocument.Parse(Tree.Text(path)).Descendants("PackageReference"), item => item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null));

    [Fact]
    public void Remoting_authenticates_clients()
    {
        // Before 1.5.52 the server did not ask for the client's certificate (CVE-2025-61778); what was verified here is 1.5.74.
        foreach (var package in (string[])["Akka", "Akka.Remote"])
        {
            var version = XDocument.Parse(Tree.Text("Directory.Packages.props")).Descendants("PackageVersion")
                .Single(item => item.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
            Assert.True(Version.Parse(version) >= new Version(1, 5, 74), $"{package} {version}");
        }

        Assert.True(typeof(Akka.Remote.AssociationErrorEvent).Assembly.GetName().Version >= new Version(1, 5, 74));
    }

    [Theory]
    [InlineData("AgentExec.Contracts", "")]
    [InlineData("AgentExec.Posix", "")]
    [InlineData("AgentExec.Actors", "AgentExec.Contracts AgentExec.Posix Akka")]
    [InlineData("AgentExec.Remoting", "AgentExec.Contracts AgentExec.Posix Akka Akka.Remote Google.Protobuf")]
    [InlineData("AgentExec.Client", "AgentExec.Contracts AgentExec.Posix AgentExec.Remoting Akka Akka.Remote")]
    [InlineData("agent-exec-keeper", "AgentExec.Contracts AgentExec.Posix")]
    [InlineData("agent-exec", "AgentExec.Client AgentExec.Contracts AgentExec.Posix System.CommandLine Tomlyn")]
    public void Assemblies_use_no_others(string assembly, string allowed)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        var used = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        Assert.Empty(used.Where(name => !IsRuntime(name)).Except(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static bool IsRuntime(string name) =>
        !name.StartsWith("AgentExec", StringComparison.Ordinal) && !name.StartsWith("Akka", StringComparison.Ordinal)
        && File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
