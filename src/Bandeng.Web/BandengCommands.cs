using System.CommandLine;
using Bandeng.Exchange;
using Bandeng.Households;
using Bandeng.Kernel.CommandLine;
using Bandeng.Matters;
using Bandeng.Territory;
using Bandeng.Territory.Dividing;
using Bandeng.Territory.Locating;
using Bandeng.Organizations;
using Bandeng.Web.Commands;

namespace Bandeng.Web;

/// <summary>
/// The command line: one verb a job, each with <c>--help</c>; data on standard output, words on standard error.
/// </summary>
internal static class BandengCommands
{
    public static Task<int> RunAsync(string[] args)
    {
        // A test host starts the site with settings alone: --environment=…
        if (args is [['-', '-', ..] and not ("--help" or "--version"), ..])
        {
            return ServeCommand.ServeAsync(args);
        }

        var host = new CommandHost(() => Modules.BuildServices().BuildServiceProvider());
        var asked = Build(host).Parse(args);
        // What was asked wrongly is answered with words alone: standard output is for data, which a script may be
        // reading.
        return asked.InvokeAsync(new() { Output = asked.Errors is [] ? Console.Out : Console.Error });
    }

    private static RootCommand Build(CommandHost host)
    {
        var import = new Command("import", "Bring in records from a file; may be run again.")
        {
            ImportAreasCommand.Build(host),
            ImportOutlinesCommand.Build(host),
            ImportMapCommand.Build(host),
            ImportBuildingsCommand.Build(host),
            ImportPeopleCommand.BuildHouseholds(host),
            ImportPeopleCommand.BuildPeople(host),
            ImportBodiesCommands.Bodies(host),
            ImportBodiesCommands.Posts(host),
            ImportKindCommand.Build(host, "pairs", "Bring in pairs, a row for each place in one; may be run again."),
            ImportKindCommand.Build(host, "workers", "Bring in records of workers; may be run again."),
            ImportKindCommand.Build(host, "pay", "Bring in pay by worker and month; may be run again."),
            ImportKindCommand.Build(host, "powers", "Bring in the catalogue of powers handed down; may be run again."),
            ImportCalendarCommand.Build(host),
            ImportCategoriesCommand.Build(host),
            ImportRulesCommand.Build(host),
            ImportMattersCommand.Build(host, DemoCommand.HostAt),
        };
        return new RootCommand("Bandeng (板凳): software for running a neighbourhood.")
        {
            ServeCommand.Build(),
            MigrateCommand.Build(host),
            VerifyCommand.Build(host),
            BackupCommands.Backup(host),
            BackupCommands.Restore(host),
            DeadlineCommand.Build(),
            GridsCommand.Build(),
            LocateCommand.Build(host),
            AreasCommand.Build(host),
            DemoCommand.Build(),
            import,
            ExchangeCommands.Build(host),
            UserCommands.Build(host),
            TokenCommands.Build(host),
            KeysCommands.Build(host),
        };
    }
}
