namespace AgentExec.Contract.Tests.Support;

/// <summary>
/// Job directories as the original writes them, frozen under <c>fixtures/</c>: one folder per case. The job's id is in <c>id</c>, which is not copied;
/// a folder without one names an entry of the root by its own name.
/// </summary>
internal static class Fixtures
{
    /// <summary>Puts the case into the root; answers the name of its directory there.</summary>
    public static string Copy(World world, string name)
    {
        var source = Path.Combine(Rules.Folder, "fixtures", name);
        var idFile = Path.Combine(source, "id");
        var id = File.Exists(idFile) ? File.ReadAllText(idFile).Trim() : name;
        var target = Path.Combine(world.Root, id);
        Directory.CreateDirectory(world.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source).Where(file => Path.GetFileName(file) is not ("id" or ".gitkeep")))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return id;
    }
}
