// SPDX-License-Identifier: Apache-2.0

package acceptance

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/hvcr/terraform-provider-hvcr/internal/testing/cli"
)

func secretCollections() []object {
	var collections []object
	for i := range 12 {
		collections = append(collections, collection(fmt.Sprintf("secret-%d", i)))
	}
	return collections
}

func TestTokenIsInNoFileThatTerraformWrites(t *testing.T) {
	t.Parallel()
	s := shared(t)
	token := s.primary.Token()
	turn := 0
	cli.Each(t, func(t *testing.T, c cli.CLI) {
		for source, prepare := range map[string]struct {
			env   map[string]string
			block string
		}{
			"environment": {map[string]string{"HVCR_TOKEN": token}, `provider "hvcr" {}`},
			"file":        {map[string]string{"HVCR_TOKEN_FILE": s.primary.TokenFile}, `provider "hvcr" {}`},
			"ephemeral value": {map[string]string{"TF_VAR_token": token}, `
variable "token" {
  type      = string
  ephemeral = true
}
provider "hvcr" { token = var.token }`},
		} {
			name := fmt.Sprintf("secret-%d", turn)
			turn++
			t.Run(source, func(t *testing.T) {
				prepare.env["HVCR_URL"], prepare.env["HVCR_CA_FILE"] = s.primary.URL, s.primary.CAFile
				w := c.Workspace(t, prepare.env)
				w.Write("terraform.tf", terraformBlock+prepare.block)
				declare(w, name)
				w.Must("plan", "-input=false", "-out=saved.plan")
				w.Must("apply", "-input=false", "saved.plan")
				wantNowhere(t, w.Dir, []byte(token))
			})
		}
	})
}

// wantNowhere looks into every file, and into the members of plan files, which are zip archives.
func wantNowhere(t *testing.T, folder string, secret []byte) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		if bytes.Contains(content, secret) {
			t.Errorf("%s holds the token", path)
		}
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return nil // No archive.
		}
		for _, member := range archive.File {
			seen++
			if holds(t, member, secret) {
				t.Errorf("%s in %s holds the token", member.Name, path)
			}
		}
		return nil
	})
	if err != nil || seen < 5 {
		t.Errorf("only %d files and members were searched: %v", seen, err)
	}
}

func holds(t *testing.T, member *zip.File, secret []byte) bool {
	t.Helper()
	reader, err := member.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(content, secret)
}
