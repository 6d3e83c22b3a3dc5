using System.Globalization;
using System.Resources;
using System.Text;

namespace Bandeng.Organizations.Tests;

/// <summary><c>docs/permissions.md</c> is printed from the table, so that it cannot say anything else.</summary>
public sealed class PermissionPage
{
    private const string Write = "BANDENG_WRITE_DOCS";

    [Fact]
    public async Task The_page_says_what_the_table_says()
    {
        var file = Path.Combine(Root(), "docs", "permissions.md");
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Printed(), TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == Printed(),
            $"docs/permissions.md is not what the table says. Run this test with {Write}=1 and commit the file.");
    }

    private static string Printed()
    {
        Role[] roles = [.. Enum.GetValues<Role>().Where(PermissionTable.OpensAnything)];
        var names = new ResourceManager(typeof(OrganizationsText));
        var page = new StringBuilder()
            .Append("# Permissions\n\nPrinted from `PermissionTable` by a test; do not edit. A permission is a dated post: it holds inside the\n")
            .Append("area of the post, or for the matters of its body, and for a stand-in while standing in.\n\n| permission |");
        page.AppendJoin(
            '|', roles.Select(role => $" {role} {names.GetString($"role.{role}", CultureInfo.InvariantCulture)} "));
        page.Append("|\n|---|").Append(string.Concat(roles.Select(_ => ":-:|"))).Append('\n');
        foreach (var permission in Enum.GetValues<Permission>())
        {
            var holders = PermissionTable.RolesWith(permission);
            page.Append(CultureInfo.InvariantCulture, $"| {permission} |")
                .AppendJoin('|', roles.Select(role => holders.Contains(role) ? " ● " : " "))
                .Append("|\n");
        }

        return page.ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bandeng.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Bandeng.slnx");
        }

        return folder;
    }
}
