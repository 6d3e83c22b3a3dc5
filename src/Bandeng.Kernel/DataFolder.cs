using Microsoft.Data.Sqlite;

namespace Bandeng.Kernel;

/// <summary>
/// Where the installation keeps what is not in the database: keys, attachments, messages waiting to leave.
/// </summary>
/// <param name="Path">An absolute path; the folder is made when something is first put into it.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The name of the setting, as an environment variable too.</summary>
    public const string Key = "BANDENG_DATA";

    private const string Default = "data";

    /// <summary>
    /// Reads the setting; without one it is <c>data</c> beside the SQLite file, or in the working folder.
    /// </summary>
    public static DataFolder Parse(string? text, DatabaseSetting database) => new(System.IO.Path.GetFullPath(
        string.IsNullOrWhiteSpace(text) ? System.IO.Path.Combine(Beside(database), Default) : text));

    /// <summary>A folder inside, made readable for its owner alone.</summary>
    public string Inside(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private static string Beside(DatabaseSetting database) => database.IsPostgres
        ? "."
        : System.IO.Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)
        ?? ".";
}
