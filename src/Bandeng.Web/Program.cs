using Bandeng.Web;

return await BandengCommands.RunAsync(args);

public partial class Program;
