@echo off
rem SPDX-License-Identifier: Apache-2.0
rem
rem Starts hvcr-agent on a Java 21 or newer, which it looks for in this order: HVCR_JAVA_HOME, JAVA_HOME, PATH, the
rem folders where installers put one. HVCR_JAVA_HOME is an order: when it does not fit, nothing else is tried.
rem Options for the Java virtual machine go into HVCR_JAVA_OPTS, separated by spaces.
setlocal EnableExtensions DisableDelayedExpansion

set "HVCRL_NEEDED=21"
set "HVCRL_CHOSEN="
set "HVCRL_CHOSEN_MAJOR=0"
set "HVCRL_TOO_OLD="
for %%i in ("%~dp0..") do set "HVCRL_APP=%%~fi"
if not exist "%HVCRL_APP%\lib\hvcr-agent.jar" goto incomplete

if defined HVCR_JAVA_HOME goto ordered
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined HVCRL_CHOSEN goto start
for %%i in (java.exe) do set "HVCRL_JAVA=%%~dp$PATH:i"
if defined HVCRL_JAVA call :consider "%HVCRL_JAVA%.."
if defined HVCRL_CHOSEN goto start
for %%v in (Java "Eclipse Adoptium" Microsoft "Amazon Corretto" Zulu BellSoft Semeru OpenJDK RedHat SapMachine) do call :search "%ProgramFiles%\%%~v"
call :search "%LocalAppData%\Programs\Eclipse Adoptium"
call :search "%UserProfile%\.jdks"
call :search "%UserProfile%\scoop\apps"
if defined HVCRL_CHOSEN goto start
if not defined HVCRL_TOO_OLD goto none
echo hvcr-agent: needs Java %HVCRL_NEEDED% or newer; found only %HVCRL_TOO_OLD%. Install a JDK %HVCRL_NEEDED% or newer, or set HVCR_JAVA_HOME to its folder.>&2
exit /b 1

:none
echo hvcr-agent: needs Java %HVCRL_NEEDED% or newer; found none. Install a JDK %HVCRL_NEEDED% or newer, or set HVCR_JAVA_HOME to its folder.>&2
exit /b 1

:incomplete
echo hvcr-agent: %HVCRL_APP% is incomplete: lib\hvcr-agent.jar is missing.>&2
exit /b 1

:ordered
call :consider "%HVCR_JAVA_HOME%"
if defined HVCRL_CHOSEN goto start
if not defined HVCRL_TOO_OLD set "HVCRL_TOO_OLD=no Java"
echo hvcr-agent: HVCR_JAVA_HOME names %HVCR_JAVA_HOME%, which holds %HVCRL_TOO_OLD%; hvcr-agent needs Java %HVCRL_NEEDED% or newer.>&2
exit /b 1

rem Everything but the service is over in a moment: the quick compiler alone makes a third less work of it. The service is a
rem guest on a machine whose memory belongs to others: its heap has an end, and a collector that asks for none of its own.
:start
set "HVCRL_OPTIONS=-XX:TieredStopAtLevel=1"
if "%~1"=="serve" set "HVCRL_OPTIONS=-XX:+UseSerialGC -Xmx1g"

rem Native libraries are loaded from where they were installed and never unpacked into a temporary folder, where others
rem could plant them and where a policy may forbid running them.
set "HVCRL_NATIVE=%HVCRL_APP%\lib\native\win32-x86-64"
if /i not "%PROCESSOR_ARCHITECTURE%"=="AMD64" goto unpacked
if not exist "%HVCRL_NATIVE%" goto unpacked
"%HVCRL_CHOSEN%\bin\java.exe" --enable-native-access=ALL-UNNAMED %HVCRL_OPTIONS% -Dstdin.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %HVCR_JAVA_OPTS% "-Djna.boot.library.path=%HVCRL_NATIVE%" -Djna.nounpack=true -Djna.nosys=true "-Dorg.sqlite.lib.path=%HVCRL_NATIVE%" -jar "%HVCRL_APP%\lib\hvcr-agent.jar" %*
exit /b %ErrorLevel%

:unpacked
"%HVCRL_CHOSEN%\bin\java.exe" --enable-native-access=ALL-UNNAMED %HVCRL_OPTIONS% -Dstdin.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %HVCR_JAVA_OPTS% -jar "%HVCRL_APP%\lib\hvcr-agent.jar" %*
exit /b %ErrorLevel%

rem Considers every folder in folder %1, and what scoop calls the current one in it.
:search
if not exist "%~1\." exit /b 0
pushd "%~1"
for /d %%d in (*) do call :consider "%~1\%%d"
for /d %%d in (*) do call :consider "%~1\%%d\current"
popd
exit /b 0

rem Takes the Java in folder %1 if it is new enough and newer than what was found before, else notes what it is.
rem Every Java since 9 tells its version in the file `release`.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
set "HVCRL_VERSION=8"
if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" set HVCRL_VERSION=%%b
set HVCRL_VERSION=%HVCRL_VERSION:"=%
if "%HVCRL_VERSION:~0,2%"=="1." set "HVCRL_VERSION=8"
for /f "delims=.+-" %%m in ("%HVCRL_VERSION%") do set "HVCRL_MAJOR=%%m"
for %%i in ("%~1") do set "HVCRL_WHERE=%%~fi"
if %HVCRL_MAJOR% LSS %HVCRL_NEEDED% goto too_old
if %HVCRL_MAJOR% LEQ %HVCRL_CHOSEN_MAJOR% exit /b 0
set "HVCRL_CHOSEN=%HVCRL_WHERE%"
set "HVCRL_CHOSEN_MAJOR=%HVCRL_MAJOR%"
exit /b 0

:too_old
if defined HVCRL_TOO_OLD (
    set "HVCRL_TOO_OLD=%HVCRL_TOO_OLD%, Java %HVCRL_MAJOR% in %HVCRL_WHERE%"
) else (
    set "HVCRL_TOO_OLD=Java %HVCRL_MAJOR% in %HVCRL_WHERE%"
)
exit /b 0
