namespace Bandeng.Kernel.Backups;

/// <summary>Files that only their owner may read.</summary>
internal static class Files
{
    /// <summary>A new, empty file.</summary>
    /// <exception cref="IOException">It is there already.</exception>
    public static FileStream OwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
