using System.Globalization;
using Load;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0)
{
    await Console.Error.WriteLineAsync("Name a verb: graph, drive, check, hmac, disk. test/Load/README.md has their options.");
    return 2;
}
try
{
    var arguments = new Arguments(args[1..]);
    Terminated.WithStandardInput(arguments);
    return args[0] switch
    {
        "graph" => await GraphVerb.RunAsync(arguments),
        "drive" => await DriveVerb.RunAsync(arguments),
        "check" => CheckVerb.Run(arguments),
        "hmac" => await HmacVerb.RunAsync(arguments),
        "disk" => DiskVerb.Run(arguments),
        _ => throw new UsageException($"There is no verb {args[0]}."),
    };
}
catch (Exception refused) when (refused is UsageException or ArgumentException or FormatException or InvalidDataException or IOException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
